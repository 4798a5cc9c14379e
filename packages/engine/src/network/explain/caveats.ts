import { formatPath, valueAt } from '../../yaml/index.ts'
import type { Model } from '../network.ts'
import type { Peer, Policy } from '../policy/policy.ts'
import { fields, isGiven } from '../world/source.ts'
import type { CitedRule } from '../tiers.ts'
import type { Direction } from './direction.ts'
import { classesIn, type Flow } from './flows.ts'
import { failing, labelsFor } from './peer-miss.ts'
import type { Resolver } from './resolve.ts'

/** What an answer does not say, or says only under a condition. */
export function caveatsOf(
  model: Model,
  resolver: Resolver,
  flow: Flow,
  directions: readonly Direction[],
): readonly string[] {
  const found = new Set<string>()
  for (const each of directions) {
    for (const text of unknownLabels(model, flow, each)) found.add(text)
    for (const text of problemsOf(model, flow, each)) found.add(text)
    if (each.rule) for (const text of ruleCaveats(model, flow, each, each.rule)) found.add(text)
  }
  for (const text of entryCaveats(resolver, flow)) found.add(text)
  const { fromClass, toClass, exempt } = flow.connection
  if (exempt === undefined)
    for (const [{ kind }, title] of [
      [fromClass, flow.fromTitle],
      [toClass, flow.toTitle],
    ] as const)
      if (kind === 'host pod') found.add(`${title} is on its node's network: policies do not select it`)
  return [...found]
}

function peersAsked(model: Model, flow: Flow, { direction }: Direction): readonly { policy: Policy; peer: Peer }[] {
  const [subject] = classesIn(flow, direction === 'egress')
  return model
    .selecting(direction, subject)
    .flatMap(({ owner: policy, rules }) =>
      rules.flatMap(({ rule }) => (rule.peers ?? []).map((peer) => ({ policy, peer }))),
    )
}

/** A Namespace that is not among the input has the one label that each has; others may be missing. */
function* unknownLabels(model: Model, flow: Flow, direction: Direction): Generator<string> {
  const { from, to } = flow.connection
  const other = direction.direction === 'egress' ? to.endpoint : from.endpoint
  if (other === undefined || other.namespace === '' || model.hasNamespace(other.namespace)) return
  const asks = peersAsked(model, flow, direction).some(
    ({ peer }) =>
      peer.kind === 'pods' &&
      peer.terms.some(
        ({ labels, selector: { matchLabels, matchExpressions } }) =>
          labels === 'namespace' &&
          [...Object.keys(matchLabels ?? {}), ...(matchExpressions ?? []).map(({ key }) => key)].some(
            (key) => key !== 'kubernetes.io/metadata.name',
          ),
      ),
  )
  if (asks)
    yield `Namespace ${other.namespace} is not in the input: that it has no labels but its name is taken for granted`
}

function* problemsOf(model: Model, flow: Flow, { direction }: Direction): Generator<string> {
  const [subject] = classesIn(flow, direction === 'egress')
  const sources = new Set(model.selecting(direction, subject).map(({ owner }) => owner.source))
  for (const { source, title, path, message } of model.problems)
    if (sources.has(source)) yield `${title}, ${formatPath(path)}: ${message}`
}

function* ruleCaveats(
  model: Model,
  flow: Flow,
  { direction, verdict, others }: Direction,
  { policy, rule }: CitedRule,
): Generator<string> {
  const where = `${policy.title}, ${formatPath(rule.path)}`
  if (rule.conditions.length > 0) yield `${where} has conditions beside: ${rule.conditions.join('; ')}`
  const demands = [rule, ...others.map((each) => each.rule)].flatMap((each) => each.demands ?? [])
  for (const demand of new Set(demands)) yield `whatever rule allows it, it demands ${demand}`
  const isEgress = direction === 'egress'
  const [, peerClass] = classesIn(flow, isEgress)
  const other = isEgress ? flow.connection.to : flow.connection.from
  if (verdict !== 'allow' || other.endpoint === undefined || rule.peers === undefined) return
  const blocks = rule.peers.filter((peer) => peer.kind === 'block')
  if (blocks.length === rule.peers.length && peerClass.kind !== 'external')
    yield `${where} means addresses: whether those of pods and nodes count among them differs (Cilium: not unless told to)`
  yield* dashMistake(model, flow, isEgress, where, policy, rule.peers)
}

/**
 * A namespaceSelector and a podSelector in two items mean either; in one they mean both. Where a connection is allowed
 * only because they are two, that may not have been meant.
 */
function* dashMistake(
  model: Model,
  flow: Flow,
  isEgress: boolean,
  where: string,
  policy: Policy,
  peers: readonly Peer[],
): Generator<string> {
  const endpoint = (isEgress ? flow.connection.to : flow.connection.from).endpoint
  if (endpoint === undefined || policy.kind !== 'NetworkPolicy') return
  const written = peers.map((peer) => ({ peer, item: fields(valueAt(policy.source.object, peer.path)) }))
  const only = (field: string, without: string) =>
    written.find(({ item }) => isGiven(item[field]) && !isGiven(item[without]))?.peer
  const namespaces = only('namespaceSelector', 'podSelector')
  const pods = only('podSelector', 'namespaceSelector')
  if (namespaces?.kind !== 'pods' || pods?.kind !== 'pods') return
  const matches = (peer: typeof namespaces, labels: 'pod' | 'namespace') =>
    peer.terms.every(
      (term) => term.labels !== labels || failing(term.selector, labelsFor(model, endpoint, labels)).length === 0,
    )
  if (matches(namespaces, 'namespace') && matches(pods, 'pod')) return
  yield `${where} has a namespaceSelector and a podSelector as two items, of which either is enough; in one item both would have to match, and this would not`
}

/** What nothing leads to from outside gets nothing from there, whatever policies say. */
function* entryCaveats(resolver: Resolver, flow: Flow): Generator<string> {
  const { fromClass, to, port, protocol } = flow.connection
  const { endpoint } = to
  if (fromClass.kind !== 'external' || endpoint?.kind !== 'pod' || endpoint.hostNetwork) return
  const entries = resolver.services
    .filter(({ namespace }) => namespace === endpoint.namespace)
    .flatMap((service) => {
      const open = resolver.entriesOf(service.source)
      if (open.length === 0) return []
      return service.ports
        .filter((each) =>
          resolver.backends
            .of(service, each)
            .some((backend) => backend.endpoint === endpoint && backend.port === port && backend.protocol === protocol),
        )
        .flatMap((each) =>
          open
            .filter((entry) => entry.port === undefined || entry.port === each.port || entry.port === each.name)
            .map((entry) => ({ entry, service })),
        )
    })
  if (entries.length === 0) {
    yield `nothing leads to port ${port} of ${flow.toTitle} from outside: no Service of type NodePort or LoadBalancer, no external address, no Ingress or route`
    return
  }
  const words = [...new Set(entries.map(({ entry }) => entry.words))]
  yield `from outside it is reached by ${words.join(', ')}`
  if (entries.every(({ entry }) => entry.by === 'route'))
    yield `an Ingress or route connects from the pods of its controller, whose rights count, not the client's`
  else if (
    entries.some(
      ({ entry, service }) =>
        entry.by !== 'route' && valueAt(service.source.object, ['spec', 'externalTrafficPolicy']) !== 'Local',
    )
  )
    yield `with externalTrafficPolicy Cluster, a node may stand in for the client's address`
}
