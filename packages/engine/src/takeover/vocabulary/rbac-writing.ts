import type { Binding } from '../../access/index.ts'
import { atomOf, atomsOf, namesHolding } from '../grants/index.ts'
import {
  accounts,
  clusterAdmin,
  everywhere,
  type Fact,
  inEach,
  namespaceAdmin,
  pods,
  scopeText,
  secrets,
} from '../graph/index.ts'
import type { Ask } from './requirements.ts'
import type { World } from '../world/index.ts'

/** The API group of roles and bindings. */
const group = 'rbac.authorization.k8s.io'

export const roles = `roles.${group}`
export const clusterRoles = `clusterroles.${group}`
export const roleBindings = `rolebindings.${group}`
export const clusterRoleBindings = `clusterrolebindings.${group}`

/** The resource of roles of a kind. */
export function rolesOf(kind: string): string {
  return kind === 'Role' ? roles : clusterRoles
}

/** Where a binding holds: everywhere, or in its namespace. */
export function scopeOf({ namespace }: Pick<Binding, 'namespace'>): string {
  return namespace === '' ? everywhere : namespace
}

/** What bindings are written in a scope: of the cluster, or of a namespace. */
export function bindingsOf(scope: string): string {
  return scope === everywhere ? clusterRoleBindings : roleBindings
}

/** Names that rules restrict a request to, which hold in a scope. */
export function namesFor({ grants }: World, verb: string, resource: string, scope: string): string[] {
  return namesHolding(grants, atomOf(verb, resource), scope)
}

/** Whether a rule that is not about everything grants one of some verbs on an object. */
export function mayBeGranted({ grants }: World, verbs: string, resource: string, scope: string, name: string): boolean {
  return atomsOf(verbs, resource).some((atom) => grants.isGranted(atom, scope, name))
}

/** One object or any, and what must be allowed to create it. */
export interface Creation {
  /** Undefined for a POST, which names no object. */
  readonly name: string | undefined
  readonly asks: readonly Ask[]
}

/**
 * Ways to create an object: by POST, about which a rule with names says nothing, or by a PATCH of what is not there, which
 * is asked about by name and as a create besides. A PUT makes roles and bindings too, but no accounts or custom resources.
 *
 * Source: kubernetes/kubernetes pkg/registry, AllowCreateOnUpdate of each kind
 */
export function creations(world: World, resource: string, scope: string): Creation[] {
  const writes = resource.endsWith(`.${group}`) ? 'update|patch' : 'patch'
  return [
    { name: undefined, asks: [{ verbs: 'create', resource, scope }] },
    ...namesFor(world, 'create', resource, scope).map((name): Creation => {
      const names = [name]
      const asks = [
        { verbs: 'create', resource, scope, names },
        { verbs: writes, resource, scope, names },
      ]
      return { name, asks }
    }),
  ]
}

/** Rights to everything in a scope; in each namespace that is all Secrets, pods and accounts, though nothing of the cluster. */
export function adminOf(scope: string, { namespaces }: World): Fact[] {
  if (scope === everywhere) return [clusterAdmin]
  if (scope !== inEach) return [namespaceAdmin(scope)]
  return [secrets(everywhere), accounts(everywhere), pods(everywhere), ...namespaces.map(namespaceAdmin)]
}

/** Where a role holds, in words. */
export function holdText(scope: string): string {
  return scope === everywhere ? 'everywhere' : scopeText(scope)
}
