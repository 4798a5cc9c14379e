import { Asked } from '../asked.ts'
import { hasBit } from '../bits.ts'
import { type CompiledDirection, type CompiledRule, isOnNode, meansPeer, portsAt } from '../compile.ts'
import type { Model } from '../network.ts'
import type { FlowDirection, Policy, Tier } from '../policy/policy.ts'
import { disagreementText } from '../reasons.ts'
import { type CitedRule, disagreeing, type Step, walkTiers } from '../tiers.ts'
import { type VerdictKind, verdictIn } from '../verdict.ts'
import type { EndpointClass } from '../world/classes.ts'
import { classesIn, type Flow } from './flows.ts'
import type { Miss, PeerFacts } from './peer-miss.ts'
import { peerMiss } from './peer-miss.ts'
import { type PortFacts, portMiss } from './port-miss.ts'

/** A rule that might have allowed a connection, and what stands in its way. */
export interface NearMiss extends CitedRule {
  readonly misses: readonly Miss[]
}

/** How one direction of a connection is decided. */
export interface Direction {
  readonly direction: FlowDirection
  readonly verdict: VerdictKind
  /**
   * What decides: nothing asks (`exempt`, `outside`, `no-policy`), addresses that never meet (`apart`), a rule, policies that isolate and allow nothing, no
   * rule at all (`default`), or nobody that is defined.
   */
  readonly by: 'exempt' | 'apart' | 'outside' | 'no-policy' | 'rule' | 'isolation' | 'default' | 'undefined'
  readonly tier: Tier | undefined
  /** The rule that decides: for what is allowed, one that is enough. */
  readonly rule: CitedRule | undefined
  /** How many other rules allow it too. */
  readonly others: readonly CitedRule[]
  /** Policies that isolate the subject. */
  readonly isolating: readonly Policy[]
  /** For what isolation refuses, every rule that might have allowed it, the nearest first. */
  readonly misses: readonly NearMiss[]
  /** The walk through ordered tiers, where there are any. */
  readonly walk: readonly Step[]
  /** Why it is not defined. */
  readonly reason: string | undefined
}

export interface DirectionFacts {
  readonly peer: PeerFacts
  readonly port: PortFacts
}

/** Explains how one direction of a flow is decided. */
export function explainDirection(
  model: Model,
  flow: Flow,
  direction: FlowDirection,
  facts: () => DirectionFacts,
): Direction {
  const { connection } = flow
  const isEgress = direction === 'egress'
  const [subject, peer] = classesIn(flow, isEgress)
  const base = {
    direction,
    tier: undefined,
    rule: undefined,
    others: [],
    isolating: [],
    misses: [],
    walk: [],
    reason: undefined,
  }
  if (connection.exempt !== undefined) return { ...base, verdict: 'allow', by: 'exempt', reason: connection.exempt }
  if (connection.apart !== undefined) return { ...base, verdict: 'deny', by: 'apart', reason: connection.apart }
  if (subject.kind === 'external') return { ...base, verdict: 'allow', by: 'outside' }
  const table = model.table(direction, subject)
  if (table === undefined) return { ...base, verdict: 'allow', by: 'no-policy' }
  const own = ownPolicies(model, direction, subject)
  const { name } = connection.to
  const asked = new Asked(model, connection, direction)
  const means = (rule: CompiledRule) => meansPeer(rule, peer, isOnNode(subject, peer) ?? true) || asked.meansName(rule)
  const isHit = (rule: CompiledRule) =>
    means(rule) && hasBit(portsAt(rule.ports, connection.toClass, model.portIndex), connection.group)
  const decided = walkTiers(own, isHit)
  // Rules on names are walked here alone: what addresses the name has is not known.
  const verdict = name === undefined ? verdictIn(model, connection, direction) : decided.verdict
  if (verdict === 'implementation-defined' || decided.verdict !== verdict)
    return { ...base, ...decided, verdict, by: 'undefined', reason: undefinedBecause(model, flow, direction, subject) }
  if (decided.by !== 'isolation') return { ...base, ...decided }
  return { ...base, ...decided, misses: nearMisses(model, own, means, facts()) }
}

/** Policies that select the subject for certain. */
function ownPolicies(model: Model, direction: FlowDirection, subject: EndpointClass): CompiledDirection[] {
  return model.compiled.flatMap((policy) => {
    const own = policy[direction]
    return own && hasBit(policy.subjects, subject.id) ? [own] : []
  })
}

function nearMisses(
  model: Model,
  policies: readonly CompiledDirection[],
  means: (rule: CompiledRule) => boolean,
  { peer, port }: DirectionFacts,
): NearMiss[] {
  const candidates = policies
    .filter(({ owner }) => owner.tier === 'namespace')
    .flatMap(({ owner, rules }) => rules.filter(({ rule }) => rule.action === 'allow').map((each) => ({ owner, each })))
  return candidates
    .map(({ owner, each }): NearMiss => {
      const misses = [
        means(each) ? undefined : peerMiss(model, each.rule, owner.namespace, peer),
        hasBit(
          portsAt(each.ports, port.destination, model.portIndex),
          model.portIndex.groupOf(port.protocol, port.port),
        )
          ? undefined
          : portMiss(each.rule, port),
      ]
      return { policy: owner, rule: each.rule, misses: misses.filter((miss) => miss !== undefined) }
    })
    .toSorted((a, b) => distance(a) - distance(b))
}

function distance({ misses }: NearMiss): number {
  return misses.reduce((sum, miss) => sum + miss.distance, 0)
}

function undefinedBecause(
  model: Model,
  { connection }: Flow,
  direction: FlowDirection,
  subject: EndpointClass,
): string {
  if (connection.fromClass.kind === 'host pod' || connection.toClass.kind === 'host pod')
    return 'whether a pod on the network of its node counts as itself or as the node is left to the implementation'
  if (connection.protocol === 'ICMP') return 'NetworkPolicy does not say what becomes of ICMP to and from isolated pods'
  if (model.selecting(direction, subject).some(({ rules }) => rules.some(({ onNodes }) => onNodes !== undefined)))
    return 'a rule means the node that a pod is on, or all others, and the node is not known'
  const asked = new Asked(model, connection, direction)
  return disagreementText(disagreeing(asked.policies, (rule) => asked.matches(rule)))
}
