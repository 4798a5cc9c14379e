import type { ClusterAccess } from '../../access/index.ts'
import { type Cluster, effectiveNamespace, isClusterScoped, perCluster, systemNamespaces } from '../../cluster/index.ts'
import type { Exemptions, NamespacePolicy } from '../../pod-security/index.ts'
import { type CutPoints, everywhere, type Graph, type WarrantFor } from '../graph/index.ts'
import type { Constrained, Grants } from '../grants/index.ts'
import type { Exposure } from './exposure.ts'
import type { Places } from './places.ts'
import type { Load, Spot } from './spots.ts'

/** What is known from outside the resources. */
export interface TakeoverOptions {
  /** Minor version of the API server: 36 for v1.36. */
  readonly minor: number
  /** What Pod Security admission enforces where a namespace says nothing. */
  readonly podSecurityDefaults: NamespacePolicy
  /** Whom and what Pod Security admission passes over; nobody and nothing when left out. */
  readonly podSecurityExemptions?: Exemptions
  /** Whether a written warrant keeps what a rule reports about a resource; its text, else undefined. */
  readonly warrantFor?: WarrantFor
}

/** Everything that techniques are tried on, and the graph that they add to. */
export interface World {
  readonly options: TakeoverOptions
  readonly cluster: Cluster
  readonly access: ClusterAccess
  readonly graph: Graph
  readonly cuts: CutPoints
  readonly loads: readonly Load[]
  readonly spots: readonly Spot[]
  readonly places: Places
  readonly namespaces: readonly string[]
  readonly loadsIn: (namespace: string) => readonly Load[]
  /** Service accounts of a namespace: declared, used by pods, or named by a binding. */
  readonly accountsIn: (namespace: string) => readonly string[]
  readonly grants: Grants
  /** Who may make some requests as somebody else. */
  readonly constrained: readonly Constrained[]
  /** How a workload is reached from outside the cluster; empty when it is not known to be. */
  readonly exposureOf: (load: Load) => readonly Exposure[]
  /** What may stop a step and cannot be judged, such as policies of other engines, in sentences. */
  readonly unknowns: readonly string[]
}

/** The namespaces that anything in the cluster is in. */
export const namespacesOf = perCluster((cluster: Cluster): readonly string[] => {
  const names = new Set(cluster.ofKind('Namespace', '').map(({ name }) => name))
  for (const resource of cluster.resources) if (!isClusterScoped(resource)) names.add(effectiveNamespace(resource))
  names.delete(everywhere)
  return [...names].sort()
})

/** Namespaces that an API server makes. Source: kubernetes/kubernetes pkg/controlplane/controller/systemnamespaces */
export const namespacesOfEveryCluster: readonly string[] = ['default', ...systemNamespaces]
