import type { CompiledDirection, CompiledRule } from './compile.ts'
import type { Policy, Rule, Tier } from './policy/policy.ts'

/** A rule that decides, or would have. */
export interface CitedRule {
  readonly policy: Policy
  readonly rule: Rule
}

/** A policy of an ordered tier, in the order in which it is asked. */
export interface Step {
  readonly tier: Tier
  readonly policy: Policy
  /** The first rule that matches; undefined where none does. */
  readonly rule: Rule | undefined
  /** Why it is not asked any more. */
  readonly skipped: string | undefined
}

/** What the walk of the tiers ends at. */
export interface Decided {
  readonly verdict: 'allow' | 'deny'
  /** A rule, policies that isolate and allow nothing, or no rule at all. */
  readonly by: 'rule' | 'isolation' | 'default'
  readonly tier: Tier | undefined
  /** The rule that decides: for what is allowed, one that is enough. */
  readonly rule: CitedRule | undefined
  /** Other rules that allow it too. */
  readonly others: readonly CitedRule[]
  /** Policies that isolate the subject. */
  readonly isolating: readonly Policy[]
  /** The walk through ordered tiers, where there are any. */
  readonly walk: readonly Step[]
}

/** The same walk as decides, for one connection, with what is met on the way. */
export function walkTiers(policies: readonly CompiledDirection[], isHit: (rule: CompiledRule) => boolean): Decided {
  const walk: Step[] = []
  const done = { others: [], isolating: [], walk }
  const cite = ({ owner, rule }: CompiledRule): CitedRule => ({ policy: owner, rule })
  const ordered = (tier: Tier): Decided | undefined => {
    let ended: string | undefined
    let decided: Decided | undefined
    const own = policies
      .filter(({ owner }) => owner.tier === tier)
      .toSorted((a, b) => a.owner.priority - b.owner.priority)
    for (const { owner: policy, rules } of own) {
      const hit = ended === undefined ? rules.find(isHit) : undefined
      walk.push({ tier, policy, rule: hit?.rule, skipped: ended })
      if (hit === undefined) continue
      ended = hit.rule.action === 'pass' ? `${policy.title} passed it on` : `${policy.title} decided it`
      if (hit.rule.action !== 'pass') decided = { verdict: hit.rule.action, by: 'rule', tier, rule: cite(hit), ...done }
    }
    return decided
  }
  const admin = ordered('admin')
  if (admin) return admin
  const own = policies.filter(({ owner }) => owner.tier === 'namespace')
  const isolating = own.filter(({ isolates }) => isolates).map(({ owner }) => owner)
  const hits = own.flatMap(({ rules }) => rules.filter(isHit))
  const denying = hits.find(({ rule }) => rule.action === 'deny')
  if (denying) return { verdict: 'deny', by: 'rule', tier: 'namespace', rule: cite(denying), ...done, isolating }
  if (isolating.length > 0) {
    // A rule without conditions is enough by itself.
    const [witness, ...others] = hits
      .filter(({ rule }) => rule.action === 'allow')
      .toSorted((a, b) => a.rule.conditions.length - b.rule.conditions.length)
      .map(cite)
    return witness
      ? { verdict: 'allow', by: 'rule', tier: 'namespace', rule: witness, ...done, others, isolating }
      : { verdict: 'deny', by: 'isolation', tier: 'namespace', rule: undefined, ...done, isolating }
  }
  return ordered('baseline') ?? { verdict: 'allow', by: 'default', tier: undefined, rule: undefined, ...done }
}

/** The rules of one priority that disagree about a connection; which of them decides is not defined. */
export function disagreeing(
  policies: readonly CompiledDirection[],
  isHit: (rule: CompiledRule) => boolean,
): readonly CitedRule[] {
  for (const tier of ['admin', 'baseline'] as const) {
    const groups = Map.groupBy(
      policies.filter(({ owner }) => owner.tier === tier),
      ({ owner }) => owner.priority,
    )
    for (const [, group] of [...groups].toSorted(([a], [b]) => a - b)) {
      const hits = group.flatMap(({ rules }) => rules.find(isHit) ?? [])
      if (new Set(hits.map(({ rule }) => rule.action)).size > 1)
        return hits.map(({ owner, rule }) => ({ policy: owner, rule }))
      if (hits.length > 0) break
    }
  }
  return []
}
