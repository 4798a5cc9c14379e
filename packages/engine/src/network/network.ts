import { compilePolicies, type CompiledDirection, type CompiledPolicy } from './compile.ts'
import type { DecisionTable } from './decision-table.ts'
import { policyFamilies } from './families.ts'
import type { FlowDirection, Policy, PolicyProblem } from './policy/policy.ts'
import { tablesOf } from './tables.ts'
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
  const { table, selecting } = tablesOf(compiled, classes, portIndex)
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
