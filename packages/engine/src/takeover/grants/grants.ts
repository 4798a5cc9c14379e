import type { Binding } from '../../access/index.ts'
import type { Atom } from './atoms.ts'
import type { Fact, Who } from '../graph/index.ts'

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
  /**
   * What it takes that somebody makes all of some requests, by what it is bound to or by a role that the intruder gives it;
   * undefined when it may not. Who holds everything there is left out.
   */
  readonly by: (who: Who, requests: readonly Fact[]) => readonly Fact[] | undefined
  /** Whom bindings let make a request, apart from who holds everything. */
  readonly holders: (request: Fact) => readonly Who[]
}
