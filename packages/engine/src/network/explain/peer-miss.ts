import { type LabelSelector, selectorMatches } from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'
import type { Model } from '../network.ts'
import type { Peer, Rule, Term } from '../policy/policy.ts'
import type { EndpointClass } from '../world/classes.ts'
import { identityLabels } from '../world/identity.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { type Ip, ipText, parseCidr } from '../world/ip.ts'

/** Why a peer or a port of a rule does not mean a connection. */
export interface Miss {
  readonly cause: MissCause
  readonly message: string
  readonly path: Path
  /** How far it is from matching; the nearest is told. */
  readonly distance: number
}

export type MissCause =
  | 'namespace-label'
  | 'pod-label'
  | 'identity-label'
  | 'node-label'
  | 'own-namespace'
  | 'one-item'
  | 'not-in-block'
  | 'in-except'
  | 'address-unknown'
  | 'not-a-pod'
  | 'host-network'
  | 'entity'
  | 'name'
  | 'unknown-peer'
  | 'protocol'
  | 'port-number'
  | 'named-port'
  | 'service-port'

/** The other end, as peers see it. */
export interface PeerFacts {
  readonly endpoint: Endpoint | undefined
  readonly peerClass: EndpointClass
  readonly ip: Ip | undefined
  readonly name: string | undefined
  readonly title: string
  /** Addresses of the Service that was asked for, which policies do not see. */
  readonly serviceAddresses: readonly Ip[]
}

/** Why none of a rule's peers means the other end; undefined when one does. */
export function peerMiss(model: Model, rule: Rule, namespace: string | undefined, facts: PeerFacts): Miss | undefined {
  let nearest: Miss | undefined
  for (const peer of rule.peers ?? []) {
    const miss = missOf(model, peer, namespace, facts)
    if (nearest === undefined || miss.distance < nearest.distance) nearest = miss
  }
  return nearest
}

function missOf(model: Model, peer: Peer, namespace: string | undefined, facts: PeerFacts): Miss {
  const { path } = peer
  const miss = (cause: MissCause, distance: number, message: string): Miss => ({ cause, distance, message, path })
  switch (peer.kind) {
    case 'pods':
      return podsMiss(model, peer.terms, namespace, facts, miss)
    case 'block':
      return blockMiss(peer, facts, miss)
    case 'nodes': {
      const labels = facts.endpoint?.kind === 'node' ? facts.endpoint.labels : undefined
      const failed = labels && failing(peer.selector, labels)[0]
      return failed
        ? miss('node-label', 2, `node ${failed}`)
        : miss('node-label', 9, `it means nodes, and ${facts.title} is none`)
    }
    case 'entity':
      return miss('entity', 9, `it means ${peer.entity}, which ${facts.title} is not`)
    case 'names': {
      const names = peer.patterns.map(({ text }) => text).join(', ')
      return facts.name === undefined
        ? miss('name', 9, `it means the names ${names}, and ${facts.title} is none`)
        : peer.patterns.some(({ matches }) => matches(facts.name ?? ''))
          ? miss(
              'name',
              1,
              `no rule lets the look-up of ${facts.name} pass the DNS proxy, which learns addresses from it`,
            )
          : miss('name', 3, `it means the names ${names}, not ${facts.name}`)
    }
    case 'unknown':
      return miss('unknown-peer', 9, 'its peer is of a kind that is not known, and allows nothing')
  }
}

type NewMiss = (cause: MissCause, distance: number, message: string) => Miss

function podsMiss(
  model: Model,
  terms: readonly Term[],
  namespace: string | undefined,
  { endpoint, peerClass, title }: PeerFacts,
  miss: NewMiss,
): Miss {
  if (endpoint === undefined || endpoint.kind === 'node')
    return miss('not-a-pod', 8, `it selects pods, and ${title} is ${endpoint ? 'a node' : 'outside the cluster'}`)
  const checked = terms.map(({ labels, selector }) => ({
    labels,
    failed: failing(selector, labelsFor(model, endpoint, labels)),
  }))
  const all = checked.flatMap(({ labels, failed }) => failed.map((message) => ({ labels, message })))
  const [first] = all
  if (first === undefined)
    return peerClass.kind === 'host pod'
      ? miss('host-network', 1, `${title} is on its node's network, where selectors do not find it`)
      : miss('unknown-peer', 9, 'it does not match')
  const failsNamespace = checked.some(({ labels, failed }) => labels === 'namespace' && failed.length > 0)
  const podTerm = checked.find(({ labels }) => labels === 'pod')
  const isOwn = namespace !== undefined && isNamespaceCalled(terms, namespace)
  if (isOwn && failsNamespace) {
    const rest = podTerm?.failed[0] === undefined ? '' : `; and its ${podTerm.failed[0]}`
    return miss(
      'own-namespace',
      all.length,
      `without a namespaceSelector beside it, it means pods of ${namespace} only, and ${title} is in ${endpoint.namespace}${rest}`,
    )
  }
  const kind = { pod: 'pod-label', namespace: 'namespace-label', identity: 'identity-label' } as const
  const where = { pod: 'pod', namespace: `namespace ${endpoint.namespace}:`, identity: 'endpoint' }[first.labels]
  const isHalf = !isOwn && terms.length === 2 && checked.filter(({ failed }) => failed.length > 0).length === 1
  const half = isHalf ? '; the other selector of the item matches, but both must' : ''
  return miss(kind[first.labels], all.length, `${where} ${first.message}${half}`)
}

function isNamespaceCalled(terms: readonly Term[], namespace: string): boolean {
  return terms.some(
    ({ labels, selector: { matchLabels, matchExpressions } }) =>
      labels === 'namespace' &&
      matchLabels?.['kubernetes.io/metadata.name'] === namespace &&
      (matchExpressions ?? []).length === 0 &&
      terms.length > 1,
  )
}

export function labelsFor(model: Model, endpoint: Endpoint, labels: Term['labels']): Readonly<Record<string, string>> {
  if (labels === 'pod') return endpoint.labels
  const own = model.namespaceLabels(endpoint.namespace)
  return labels === 'namespace' ? own : identityLabels(endpoint, own, model.clusterName)
}

/** What of a selector labels do not meet: `label app: wanted "web", found "cart"`. */
export function failing(
  { matchLabels, matchExpressions }: LabelSelector,
  labels: Readonly<Record<string, string>>,
): string[] {
  const found = (key: string) => (labels[key] === undefined ? 'it is not set' : `found ${JSON.stringify(labels[key])}`)
  const pairs = Object.entries(matchLabels ?? {})
    .filter(([key, value]) => labels[key] !== value)
    .map(([key, value]) => `label ${key}: wanted ${JSON.stringify(value)}, ${found(key)}`)
  const expressions = (matchExpressions ?? [])
    .filter((each) => !selectorMatches({ matchExpressions: [each] }, labels))
    .map(({ key = '', operator, values = [] }) => {
      const listed = values.map((value) => JSON.stringify(value)).join(' or ')
      switch (operator) {
        case 'In':
          return `label ${key}: wanted ${listed}, ${found(key)}`
        case 'NotIn':
          return `label ${key}: wanted anything but ${listed}, ${found(key)}`
        case 'Exists':
          return `label ${key}: wanted with any value, it is not set`
        case 'DoesNotExist':
          return `label ${key}: wanted absent, ${found(key)}`
        default:
          return `label ${key}: ${JSON.stringify(operator ?? '')} is no operator, and matches nothing`
      }
    })
  return [...pairs, ...expressions]
}

function blockMiss(
  { cidr, except, inCluster }: Extract<Peer, { kind: 'block' }>,
  { endpoint, ip, name, title, serviceAddresses }: PeerFacts,
  miss: NewMiss,
): Miss {
  const range = parseCidr(cidr)
  const isIn = (address: Ip, block = range) =>
    block !== undefined &&
    block.family === address.family &&
    block.first <= address.value &&
    address.value <= block.last
  const service = serviceAddresses.find((address) => isIn(address))
  if (service && endpoint)
    return miss(
      'not-in-block',
      1,
      `${cidr} holds ${ipText(service)}, the Service's address; policies see the address of the pod behind it`,
    )
  if (endpoint && (inCluster === false || (inCluster === 'nodes' && endpoint.kind === 'pod' && !endpoint.hostNetwork)))
    return miss('not-in-block', 7, `${cidr} means addresses outside the cluster only`)
  if (ip === undefined)
    return miss('address-unknown', 6, `the address of ${title} is not known, nor whether ${cidr} holds it`)
  const excepted = except.find((each) => {
    const block = parseCidr(each)
    return block !== undefined && isIn(ip, block)
  })
  if (isIn(ip) && excepted)
    return miss('in-except', 1, `${ipText(ip)} is in ${excepted}, which is excepted from ${cidr}`)
  if (name !== undefined)
    return miss('not-in-block', 3, `the addresses of ${name} are not known: nothing says that they are in ${cidr}`)
  // The address that stands for a part of the internet says nothing to anybody.
  if (!endpoint && title === 'the internet') return miss('not-in-block', 3, `the internet is more than ${cidr}`)
  return miss('not-in-block', endpoint ? 6 : 3, `${ipText(ip)} is not in ${cidr}`)
}
