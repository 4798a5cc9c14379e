import { hasBit } from '../bits.ts'
import type { CompiledDirection, CompiledRule } from '../compile.ts'
import type { Model } from '../network.ts'
import type { FlowDirection, Peer } from '../policy/policy.ts'
import { type Requirement, termsIn } from './terms.ts'
import { unselected } from './unselected.ts'
import type { EndpointClass } from '../world/classes.ts'

/**
 * Whether a policy refuses what no rule allows: it isolates the pods that it selects, or its first rule that means all
 * pods of the cluster, at every port, denies.
 */
export function deniesByDefault(model: Model, { isolates, rules }: CompiledDirection): boolean {
  if (isolates) return true
  return rules.find((rule) => meansEveryPod(rule) && meansEveryPort(model, rule))?.rule.action === 'deny'
}

/** Whether a rule lets anybody do anything, in the cluster and outside. */
export function allowsAll(model: Model, rule: CompiledRule): boolean {
  const { action, conditions, demands = [] } = rule.rule
  if (action !== 'allow' || conditions.length > 0 || demands.length > 0) return false
  return meansEveryone(rule) && meansEveryPort(model, rule)
}

/** Whether what no rule allows is refused for a pod in a direction. */
export function isIsolated(model: Model, direction: FlowDirection, subject: EndpointClass): boolean {
  return model.selecting(direction, subject).some((own) => deniesByDefault(model, own))
}

/**
 * Labels of a pod that would not be isolated in a namespace, whether there is such a pod or not; undefined where any pod
 * would be. A policy that isolates and then allows everything does not count.
 */
export function unguardedIn(
  model: Model,
  direction: FlowDirection,
  namespace: string,
): Readonly<Record<string, string>> | undefined {
  const guards: (readonly Requirement[])[] = []
  for (const { terms, namespace: own } of guardsOf(model)[direction]) {
    if (own !== undefined && own !== namespace) continue
    const { fits, requirements } = termsIn(model, terms, namespace)
    if (fits === true) guards.push(requirements)
  }
  return unselected(guards)
}

interface Guard {
  readonly namespace: string | undefined
  readonly terms: Parameters<typeof termsIn>[1]
}

const guards = new WeakMap<Model, Readonly<Record<FlowDirection, readonly Guard[]>>>()

/** The policies that deny by default, each found once. */
function guardsOf(model: Model): Readonly<Record<FlowDirection, readonly Guard[]>> {
  let found = guards.get(model)
  if (found === undefined) {
    const of = (direction: FlowDirection) =>
      model.compiled.flatMap(({ policy, ...compiled }): Guard[] => {
        const own = compiled[direction]
        if (own === undefined || !('pods' in policy.subject) || !deniesByDefault(model, own)) return []
        if (own.rules.some((rule) => allowsAll(model, rule))) return []
        return [{ namespace: policy.namespace, terms: policy.subject.pods }]
      })
    guards.set(model, (found = { ingress: of('ingress'), egress: of('egress') }))
  }
  return found
}

/** Whether a rule means whoever there is, in words that say so, and not in blocks of addresses. */
function meansEveryone(rule: CompiledRule): boolean {
  const { peers } = rule.rule
  if (peers === undefined) return true
  const entities = new Set(peers.map((peer) => (peer.kind === 'entity' ? peer.entity : undefined)))
  const isWorld = entities.has('world') || (entities.has('world-ipv4') && entities.has('world-ipv6'))
  return entities.has('all') || (isWorld && meansEveryPod(rule))
}

/** Whether a rule means all pods that the cluster has, or may come to have. */
function meansEveryPod({ rule: { peers } }: CompiledRule): boolean {
  return peers === undefined || peers.some(isEveryPod)
}

function isEveryPod(peer: Peer): boolean {
  if (peer.kind === 'pods')
    return peer.terms.every(
      ({ selector: { matchLabels = {}, matchExpressions = [] } }) =>
        Object.keys(matchLabels).length === 0 && matchExpressions.length === 0,
    )
  if (peer.kind === 'entity') return peer.entity === 'all' || peer.entity === 'cluster'
  return (
    peer.kind === 'block' &&
    peer.inCluster === true &&
    peer.except.length === 0 &&
    /^(?:0\.0\.0\.0|::)\/0$/.test(peer.cidr)
  )
}

/** Whether a rule means every port of TCP, UDP and SCTP. */
function meansEveryPort({ portIndex }: Model, { rule, ports }: CompiledRule): boolean {
  return (
    rule.ports === undefined ||
    portIndex.groups.every(({ id, protocol }) => protocol === 'ICMP' || hasBit(ports.fixed, id))
  )
}
