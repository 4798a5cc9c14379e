import { addAll, type Bits, emptyBits, fullBits, isEmpty, keepOnly, removeAll } from './bits.ts'
import type { CompiledDirection, CompiledRule } from './compile.ts'

/**
 * What policies of one direction may come to, as sets of ports at one peer, or of peers at one port: in both sets where
 * it is left to the implementation.
 */
export interface Outcome {
  readonly canAllow: Bits
  readonly canDeny: Bits
}

/** What a rule means of the ports at one peer, or of the peers at one port; undefined for nothing. */
export type Hits = (rule: CompiledRule) => Bits | undefined

/** Sets of one size that one decision after the other works with; `all` has everything in it, always. */
export type Scratch = Readonly<Record<'all' | 'open' | 'allowed' | 'denied' | 'hit' | keyof Outcome, Bits>>

export function scratchOf(size: number): Scratch {
  const empty = () => emptyBits(size)
  return {
    all: fullBits(size),
    open: empty(),
    allowed: empty(),
    denied: empty(),
    hit: empty(),
    canAllow: empty(),
    canDeny: empty(),
  }
}

/** Policies of one direction in the order that they are asked in. */
export interface Tiers {
  /** By priority. */
  readonly admin: readonly (readonly CompiledDirection[])[]
  readonly namespace: readonly CompiledDirection[]
  /** By priority. */
  readonly baseline: readonly (readonly CompiledDirection[])[]
  readonly isolates: boolean
  /** Whether one that isolates says nothing of ICMP. */
  readonly leavesIcmp: boolean
}

export function tiersOf(policies: readonly CompiledDirection[]): Tiers {
  const tiers = { admin: [], namespace: [], baseline: [], ...Object.groupBy(policies, ({ owner }) => owner.tier) }
  const isolating = tiers.namespace.filter(({ isolates }) => isolates)
  return {
    admin: byPriority(tiers.admin),
    namespace: tiers.namespace,
    baseline: byPriority(tiers.baseline),
    isolates: isolating.length > 0,
    // NetworkPolicy speaks of TCP, UDP and SCTP alone: what an isolated pod gets of ICMP is not defined.
    leavesIcmp: isolating.some(({ owner }) => !owner.definesIcmp),
  }
}

function byPriority(policies: readonly CompiledDirection[]): readonly (readonly CompiledDirection[])[] {
  return [...Map.groupBy(policies, ({ owner }) => owner.priority)].sort(([a], [b]) => a - b).map(([, group]) => group)
}

/**
 * Walks the tiers as they are defined: Admin policies by priority, of which the first rule that matches wins and Pass
 * leaves the tier; NetworkPolicies, which only add, once any of them isolates; Baseline policies. What nothing decides is
 * allowed. Where policies of one priority disagree, both is possible. What may come of it is added to an outcome; `icmp`
 * is what of all that could be decided is ICMP.
 * Source: kubernetes-sigs/network-policy-api, apis/v1alpha2; k8s.io/api/networking/v1.
 */
export function decide(
  { admin, namespace, baseline, isolates, leavesIcmp }: Tiers,
  hits: Hits,
  icmp: Bits,
  { open, all, allowed, denied }: Scratch,
  { canAllow, canDeny }: Outcome,
): void {
  open.set(all)

  const walk = (groups: Tiers['admin']) => {
    if (groups.length === 0) return
    const left = new Uint32Array(all.length)
    for (const group of groups) {
      if (isEmpty(open)) break
      const decided = new Uint32Array(all.length)
      for (const { rules } of group) {
        const undecided = open.slice()
        for (const rule of rules) {
          const meant = hits(rule)
          if (meant === undefined) continue
          const hit = meant.slice()
          keepOnly(hit, undecided)
          removeAll(undecided, hit)
          addAll(decided, hit)
          addAll(rule.rule.action === 'allow' ? canAllow : rule.rule.action === 'deny' ? canDeny : left, hit)
        }
      }
      removeAll(open, decided)
    }
    addAll(open, left)
  }

  walk(admin)
  if (namespace.length > 0) {
    denied.fill(0)
    allowed.fill(0)
    for (const { rules } of namespace) {
      for (const rule of rules) {
        const hit = hits(rule)
        if (hit) addAll(rule.rule.action === 'deny' ? denied : allowed, hit)
      }
    }
    if (isolates && leavesIcmp)
      for (let i = 0; i < open.length; i++) {
        const undefinedIcmp = (icmp[i] ?? 0) & (open[i] ?? 0)
        canAllow[i] = (canAllow[i] ?? 0) | undefinedIcmp
        canDeny[i] = (canDeny[i] ?? 0) | undefinedIcmp
      }
    keepOnly(denied, open)
    addAll(canDeny, denied)
    removeAll(open, denied)
    if (isolates) {
      keepOnly(allowed, open)
      addAll(canAllow, allowed)
      removeAll(open, allowed)
      addAll(canDeny, open)
      open.fill(0)
    }
  }
  walk(baseline)
  addAll(canAllow, open)
}
