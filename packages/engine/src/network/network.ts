import { bitsOf, emptyBits, fullBits, membersOf } from './bits.ts'
import { compilePolicies, type CompiledDirection, type CompiledPolicy } from './compile.ts'
import { DecisionTable } from './decision-table.ts'
import { policyFamilies } from './families.ts'
import { Partition } from './partition.ts'
import { PeerParts } from './peer-parts.ts'
import type { FlowDirection, Policy, PolicyProblem } from './policy/policy.ts'
import { Classes, type EndpointClass } from './world/classes.ts'
import { ciliumConfigOf } from './world/cilium-config.ts'
import { type Endpoint, endpointsOf } from './world/endpoints.ts'
import { type Block, IpIndex } from './world/ip-index.ts'
import { labelsOf, type NetworkInput, type Source, sourcesOf } from './world/source.ts'
import { PortIndex } from './world/port-index.ts'

type Labels = Readonly<Record<string, string>>

/** Everything that connections are judged by, put together once. */
export interface Model {
  readonly sources: readonly Source[]
  readonly endpoints: readonly Endpoint[]
  /** Whether endpoints have addresses of both families, so that some may not meet. */
  readonly hasBothFamilies: boolean
  readonly policies: readonly Policy[]
  readonly compiled: readonly CompiledPolicy[]
  readonly problems: readonly PolicyProblem[]
  readonly classes: Classes
  readonly portIndex: PortIndex
  readonly namespaceLabels: (namespace: string) => Labels
  /** What Cilium calls the cluster. */
  readonly clusterName: string
  /** Whether the labels of a namespace are known beyond the one that the API server gives each. */
  readonly hasNamespace: (namespace: string) => boolean
  /** The decisions of what selects a class in a direction; undefined where nothing does. */
  readonly table: (direction: FlowDirection, subject: EndpointClass) => DecisionTable | undefined
  /** Policies that select a class in a direction; with those that may, for pods on their node's network. */
  readonly selecting: (direction: FlowDirection, subject: EndpointClass) => readonly CompiledDirection[]
}

export function buildModel(inputs: Iterable<NetworkInput>): Model {
  const sources = sourcesOf(inputs)
  const problems: PolicyProblem[] = []
  const context = { problem: (problem: PolicyProblem) => problems.push(problem), sources }
  const policies = sources.flatMap((source) =>
    policyFamilies.flatMap((family) => (family.reads(source) ? family.policiesOf(source, context) : [])),
  )
  const endpoints = endpointsOf(sources)
  const namespaces = new Map(
    sources.filter(({ kind }) => kind === 'Namespace').map(({ name, object }) => [name, namespaceOf(name, object)]),
  )
  const namespaceLabels = (name: string) => {
    let labels = namespaces.get(name)
    if (labels === undefined) namespaces.set(name, (labels = namespaceOf(name, {})))
    return labels
  }
  const declared = new Set(namespaces.keys())
  const rules = policies.flatMap(({ ingress, egress }) => [...(ingress?.rules ?? []), ...(egress?.rules ?? [])])
  const blocks = rules.flatMap(({ peers = [] }) =>
    peers.filter((peer): peer is typeof peer & Block => peer.kind === 'block'),
  )
  const ipIndex = new IpIndex(blocks)
  const { clusterName } = ciliumConfigOf(sources)
  const classes = new Classes({
    endpoints,
    policies,
    namespaceLabels,
    ipIndex,
    clusterName,
  })
  const portIndex = new PortIndex(
    rules.flatMap(({ ports = [] }) => ports),
    classes.all.flatMap(({ ports }) =>
      [...ports].map(([key, port]) => [key.slice(0, key.indexOf('/')), port] as const),
    ),
  )
  const compiled = compilePolicies(policies, classes, portIndex)
  const { table, selecting } = tables(compiled, classes, portIndex)
  return {
    sources,
    endpoints,
    hasBothFamilies: new Set(endpoints.flatMap(({ ips }) => ips.map(({ family }) => family))).size > 1,
    policies,
    compiled,
    problems,
    classes,
    portIndex,
    namespaceLabels,
    clusterName,
    hasNamespace: (name) => declared.has(name),
    table,
    selecting,
  }
}

/** The API server sets this label on every namespace. */
function namespaceOf(name: string, object: Readonly<Record<string, unknown>>): Labels {
  return { ...labelsOf(object), 'kubernetes.io/metadata.name': name }
}

/** For each class, the policies that select it, with their places. */
type Selecting = { readonly i: number; readonly own: CompiledDirection }[][]

/** Classes that the same policies select share their decisions. */
function tables(
  compiled: readonly CompiledPolicy[],
  classes: Classes,
  portIndex: PortIndex,
): Pick<Model, 'table' | 'selecting'> {
  const size = portIndex.groups.length
  const icmp = bitsOf(
    size,
    portIndex.groups.filter(({ protocol }) => protocol === 'ICMP').map(({ id }) => id),
  )
  const empty = () => emptyBits(size)
  const scratch = {
    all: fullBits(size),
    open: empty(),
    allowed: empty(),
    denied: empty(),
    canAllow: empty(),
    canDeny: empty(),
  }
  const context = { portIndex, icmp, scratch }
  const peerContext = {
    classes: classes.all,
    partition: new Partition(classes.all.length),
    hostPods: classes.hostPods,
    withPort: (name: string) => classes.withPort(name),
  }
  const bySet = new Map<string, DecisionTable>()
  const peersBySet = new Map<string, PeerParts>()
  const byClass: Record<FlowDirection, (DecisionTable | null | undefined)[]> = { ingress: [], egress: [] }
  const byPods: Record<FlowDirection, Selecting> = { ingress: [], egress: [] }
  const byHosts: Record<FlowDirection, Selecting> = { ingress: [], egress: [] }
  compiled.forEach(({ subjects, hostSubjects, ...policy }, i) => {
    for (const direction of ['ingress', 'egress'] as const) {
      const own = policy[direction]
      if (own === undefined) continue
      for (const id of membersOf(subjects)) (byPods[direction][id] ??= []).push({ i, own })
      for (const id of membersOf(hostSubjects)) (byHosts[direction][id] ??= []).push({ i, own })
    }
  })
  const selecting = (direction: FlowDirection, subject: EndpointClass, isHost = false) =>
    (isHost ? byHosts : byPods)[direction][subject.id] ?? []
  const find = (direction: FlowDirection, subject: EndpointClass): DecisionTable | null => {
    const mine = selecting(direction, subject)
    const hosts = selecting(direction, subject, true)
    if (mine.length === 0 && hosts.length === 0) return null
    // Named ports are those of the destination, which for incoming traffic is the subject.
    const rules = [...mine, ...hosts].flatMap((each) => each.own.rules)
    const ports = direction === 'ingress' && subject.ports.size > 0 ? portsNamedBy([...mine, ...hosts], subject) : ''
    const family = rules.some((rule) => rule.ports.families.length > 0) ? (subject.ips?.family ?? '') : ''
    const node = rules.some(({ onNodes }) => onNodes !== undefined) ? (subject.node ?? '') : ''
    const set = `${direction} ${mine.map(({ i }) => i).join()} ${hosts.map(({ i }) => i).join()}`
    const key = `${set} ${ports} ${family} ${node}`
    let table = bySet.get(key)
    if (table === undefined) {
      let peers = peersBySet.get(set)
      if (peers === undefined) peersBySet.set(set, (peers = new PeerParts(rules, direction === 'egress', peerContext)))
      table = new DecisionTable(
        mine.map((each) => each.own),
        hosts.map((each) => each.own),
        subject,
        direction === 'egress',
        peers,
        context,
      )
      bySet.set(key, table)
    }
    return table
  }
  return {
    table: (direction, subject) => {
      const known = byClass[direction]
      let table = known[subject.id]
      if (table === undefined) known[subject.id] = table = find(direction, subject)
      return table ?? undefined
    },
    selecting: (direction, subject) =>
      [...selecting(direction, subject), ...selecting(direction, subject, true)].map(({ own }) => own),
  }
}

/** What the policies' names of ports come to at a class. */
function portsNamedBy(policies: readonly { readonly own: CompiledDirection }[], { ports }: EndpointClass): string {
  const names = new Set(
    policies.flatMap(({ own }) => own.rules.flatMap((rule) => rule.ports.named.map(({ portName }) => portName))),
  )
  if (names.size === 0) return ''
  return [...ports].filter(([key]) => names.has(key.slice(key.indexOf('/') + 1))).join()
}
