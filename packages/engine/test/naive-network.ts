/**
 * NetworkPolicies and ClusterNetworkPolicies as the API describes them, asked one rule after the other for one pair of pods
 * at a time. It shares nothing with the engine: addresses are numbers of 32 bits, selectors are matched label by label.
 */
export interface NaivePod {
  readonly namespace: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly ip: string
  readonly ports: readonly { readonly name: string; readonly containerPort: number; readonly protocol: string }[]
}

/** A pod, or an address outside. */
export type NaivePeer = NaivePod | { readonly ip: string }

export interface NaiveWorld {
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly networkPolicies: readonly NaivePolicy[]
  readonly clusterPolicies: readonly NaiveClusterPolicy[]
}

export interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly {
    readonly key: string
    readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
    readonly values?: readonly string[]
  }[]
}

export interface NaivePolicy {
  readonly metadata: { readonly namespace: string; readonly name: string }
  readonly spec: {
    readonly podSelector?: Selector | null
    readonly policyTypes?: readonly ('Ingress' | 'Egress')[]
    readonly ingress?: readonly NaiveRule[] | null
    readonly egress?: readonly NaiveRule[] | null
  }
}

export interface NaiveRule {
  readonly from?: readonly NaiveRulePeer[]
  readonly to?: readonly NaiveRulePeer[]
  readonly ports?: readonly {
    readonly protocol?: string
    readonly port?: number | string
    readonly endPort?: number
  }[]
}

export interface NaiveRulePeer {
  readonly podSelector?: Selector
  readonly namespaceSelector?: Selector
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] }
}

export interface NaiveClusterPolicy {
  readonly metadata: { readonly name: string }
  readonly spec: {
    readonly tier: 'Admin' | 'Baseline'
    readonly priority: number
    readonly subject: NaiveSubject
    readonly ingress?: readonly NaiveClusterRule[]
    readonly egress?: readonly NaiveClusterRule[]
  }
}

export interface NaiveSubject {
  readonly namespaces?: Selector
  readonly pods?: { readonly namespaceSelector: Selector; readonly podSelector: Selector }
}

export interface NaiveClusterRule {
  readonly action: 'Accept' | 'Deny' | 'Pass'
  readonly from?: readonly (NaiveSubject & { readonly networks?: readonly string[] })[]
  readonly to?: readonly (NaiveSubject & { readonly networks?: readonly string[] })[]
  readonly protocols?: readonly NaiveProtocol[]
}

export type NaiveProtocol =
  | { readonly destinationNamedPort: string }
  | Readonly<Partial<Record<'tcp' | 'udp' | 'sctp', { readonly destinationPort: NaivePort }>>>

type NaivePort = { readonly number: number } | { readonly range: { readonly start: number; readonly end: number } }

export interface Query {
  readonly from: NaivePeer
  readonly to: NaivePeer
  readonly protocol: string
  readonly port: number
}

/** Whether both ends let a connection through. Priorities are taken to be unique. */
export function naiveAllows(world: NaiveWorld, query: Query): boolean {
  const { from, to } = query
  if (from === to) return true
  return oneWay(world, query, 'Egress') && oneWay(world, query, 'Ingress')
}

function oneWay(world: NaiveWorld, query: Query, type: 'Ingress' | 'Egress'): boolean {
  const subject = type === 'Egress' ? query.from : query.to
  if (!('name' in subject)) return true
  const admin = walk(world, 'Admin', subject, query, type)
  if (admin !== undefined) return admin
  const isolating = world.networkPolicies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === subject.namespace &&
      matches(spec.podSelector ?? {}, subject.labels) &&
      typesOf(spec).includes(type),
  )
  if (isolating.length > 0)
    return isolating.some(({ metadata, spec }) =>
      ((type === 'Ingress' ? spec.ingress : spec.egress) ?? []).some((rule) =>
        ruleAllows(world, metadata.namespace, rule, query, type),
      ),
    )
  return walk(world, 'Baseline', subject, query, type) ?? true
}

function typesOf({ policyTypes, egress }: NaivePolicy['spec']): readonly string[] {
  if (policyTypes !== undefined && policyTypes.length > 0) return policyTypes
  return (egress ?? []).length > 0 ? ['Ingress', 'Egress'] : ['Ingress']
}

function ruleAllows(world: NaiveWorld, own: string, rule: NaiveRule, query: Query, type: string): boolean {
  const peers = (type === 'Ingress' ? rule.from : rule.to) ?? []
  const peer = type === 'Ingress' ? query.from : query.to
  const { ports = [] } = rule
  return (
    (peers.length === 0 || peers.some((each) => peerMatches(world, own, each, peer))) &&
    (ports.length === 0 ||
      ports.some(({ protocol = 'TCP', port, endPort }) => {
        if (protocol !== query.protocol) return false
        if (port === undefined) return true
        if (typeof port === 'string') return numberOf(query, port) === query.port
        return query.port >= port && query.port <= (endPort ?? port)
      }))
  )
}

function peerMatches(world: NaiveWorld, own: string, peer: NaiveRulePeer, end: NaivePeer): boolean {
  if (peer.ipBlock) {
    const { cidr, except = [] } = peer.ipBlock
    return isIn(end.ip, cidr) && !except.some((each) => isIn(end.ip, each))
  }
  if (!('name' in end)) return false
  const inNamespace =
    peer.namespaceSelector === undefined
      ? end.namespace === own
      : matches(peer.namespaceSelector, namespaceLabels(world, end.namespace))
  return inNamespace && (peer.podSelector === undefined || matches(peer.podSelector, end.labels))
}

/** The first rule that matches, by priority and then in order; undefined where the tier says nothing, or passes. */
function walk(world: NaiveWorld, tier: string, subject: NaivePod, query: Query, type: string): boolean | undefined {
  const policies = world.clusterPolicies
    .filter(({ spec }) => spec.tier === tier && subjectMatches(world, spec.subject, subject))
    .sort((a, b) => a.spec.priority - b.spec.priority)
  for (const { spec } of policies) {
    for (const rule of (type === 'Ingress' ? spec.ingress : spec.egress) ?? []) {
      const peer = type === 'Ingress' ? query.from : query.to
      const peers = (type === 'Ingress' ? rule.from : rule.to) ?? []
      const meant = peers.some(
        (each) =>
          each.networks?.some((network) => isIn(peer.ip, network)) ||
          (each.networks === undefined && 'name' in peer && subjectMatches(world, each, peer)),
      )
      if (!meant || (rule.protocols && !rule.protocols.some((each) => protocolMatches(each, query)))) continue
      if (rule.action === 'Pass') return undefined
      return rule.action === 'Accept'
    }
  }
  return undefined
}

function subjectMatches(world: NaiveWorld, { namespaces, pods }: NaiveSubject, pod: NaivePod): boolean {
  const labels = namespaceLabels(world, pod.namespace)
  if (namespaces) return matches(namespaces, labels)
  return pods !== undefined && matches(pods.namespaceSelector, labels) && matches(pods.podSelector, pod.labels)
}

function protocolMatches(item: NaiveProtocol, query: Query): boolean {
  if ('destinationNamedPort' in item) return numberOf(query, item.destinationNamedPort) === query.port
  return Object.entries(item).some(([protocol, { destinationPort }]) => {
    if (protocol.toUpperCase() !== query.protocol) return false
    if ('number' in destinationPort) return destinationPort.number === query.port
    return query.port >= destinationPort.range.start && query.port <= destinationPort.range.end
  })
}

/** What the destination calls by a name, for the protocol of the query. */
function numberOf({ to, protocol }: Query, name: string): number | undefined {
  if (!('name' in to)) return undefined
  return to.ports.find((each) => each.name === name && each.protocol === protocol)?.containerPort
}

function namespaceLabels({ namespaces }: NaiveWorld, name: string): Readonly<Record<string, string>> {
  return { ...namespaces[name], 'kubernetes.io/metadata.name': name }
}

function matches({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Readonly<Record<string, string>>) {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labels[key]
      if (operator === 'Exists') return value !== undefined
      if (operator === 'DoesNotExist') return value === undefined
      const isListed = value !== undefined && values.includes(value)
      return operator === 'In' ? isListed : !isListed
    })
  )
}

function isIn(ip: string, cidr: string): boolean {
  const [base = '', length = '32'] = cidr.split('/')
  const size = 2 ** (32 - Number(length))
  return Math.floor(asNumber(ip) / size) === Math.floor(asNumber(base) / size)
}

function asNumber(ip: string): number {
  return ip.split('.').reduce((value, part) => value * 256 + Number(part), 0)
}
