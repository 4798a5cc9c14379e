import type { Binding, ClusterAccess } from '../access/index.ts'
import { type Cluster, effectiveNamespace, isClusterScoped } from '../cluster/index.ts'
import type { NamespacePolicy } from '../pod-security/index.ts'
import type { Atom } from './atoms.ts'
import type { CutPoint, CutPoints } from './cut-point.ts'
import type { Exposure } from './exposure.ts'
import { everywhere, type Fact, type Who } from './facts.ts'
import type { Graph } from './graph.ts'
import type { Places } from './places.ts'
import type { Load, Spot } from './spots.ts'

/** What is known from outside the resources. */
export interface TakeoverOptions {
  /** Minor version of the API server: 36 for v1.36. */
  readonly minor: number
  /** What Pod Security admission enforces where a namespace says nothing. */
  readonly podSecurityDefaults: NamespacePolicy
  /** Whether a written warrant keeps what a rule reports about a resource; its text, else undefined. */
  readonly warrantFor?: WarrantFor
}

export type WarrantFor = (cut: Pick<CutPoint, 'rule' | 'resource' | 'container' | 'path'>) => string | undefined

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
  /** How a workload is reached from outside the cluster; empty when it is not known to be. */
  readonly exposureOf: (load: Load) => readonly Exposure[]
  /** What may stop a step and cannot be judged, such as policies of other engines, in sentences. */
  readonly unknowns: readonly string[]
}

/** Which grants count: all, those that name the object, or those in the namespace itself. */
export type GrantedBy = 'any' | 'name' | 'here'

/** Who may ask what, as facts of the graph. */
export interface Grants {
  /**
   * The fact that a request, or any of several, is allowed in a scope; undefined when nobody's role gives it. With `name`,
   * only what rules allow that name the object counts; with `here`, only what is granted in the very namespace.
   */
  readonly can: (atoms: readonly Atom[], scope: string, name?: string, by?: GrantedBy) => Fact | undefined
  /** Names that roles which hold in a namespace restrict their rules to, as far as something there bears them. */
  readonly namesIn: (namespace: string) => readonly string[]
  /** Names in roles that hold everywhere. */
  readonly namesEverywhere: readonly string[]
  /** Why a binding must stay, as one that Kubernetes makes itself; undefined for all others. */
  readonly keptBinding: (binding: Binding) => string | undefined
  /**
   * The fact of taking a role, declared or made by every API server, with all that its rules let one do; undefined for a
   * role that is not known.
   */
  readonly role: (kind: 'Role' | 'ClusterRole', name: string, scope: string) => Fact | undefined
  /** Where requests are granted, any of them and about whatever object: everywhere, and namespaces that grant one themselves. */
  readonly scopesOf: (atoms: readonly Atom[]) => readonly string[]
  /** The objects that rules restrict a request to which hold in just this scope. */
  readonly namesFor: (atom: Atom, scope: string) => readonly string[]
  /** Whether a request is granted in a scope, about any object or this one, by a rule that is not about everything. */
  readonly isGranted: (atom: Atom, scope: string, name: string) => boolean
  /** Whether a rule that holds in a scope, or everywhere, grants a request about just this object. */
  readonly isNamed: (atom: Atom, scope: string, name: string) => boolean
  /**
   * The fact that one and the same is allowed several requests, each a fact of its own; undefined when nobody is. Who
   * holds everything there is left out, and needs no such step.
   */
  readonly together: (requests: readonly Fact[]) => Fact | undefined
  /** Whom bindings let make a request, apart from who holds everything. */
  readonly holders: (request: Fact) => readonly Who[]
}

/** The namespaces that anything in the cluster is in. */
export function namespacesOf(cluster: Cluster): string[] {
  const names = new Set(cluster.ofKind('Namespace', '').map(({ name }) => name))
  for (const resource of cluster.resources) if (!isClusterScoped(resource)) names.add(effectiveNamespace(resource))
  names.delete(everywhere)
  return [...names].sort()
}
