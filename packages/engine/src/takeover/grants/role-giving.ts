import type { ClusterAccess } from '../../access/index.ts'
import { type Atom, atomOf, atomsOf } from './atoms.ts'
import { everywhere, inEach } from '../graph/index.ts'
import type { Grants } from './grants.ts'

/** A role with where its rules hold: everywhere, in each namespace or in one. A Role holds in its namespace. */
export interface RoleRef {
  readonly kind: 'Role' | 'ClusterRole'
  readonly name: string
  readonly scope: string
}

/** Signers of certificates that the API server takes for users, as rules name them; a rule may name a whole domain. */
export const clientSigners: readonly string[] = ['kubernetes.io/kube-apiserver-client', 'kubernetes.io/*']

/** Whether the input holds what an API server makes by itself, as a whole cluster does. */
export function holdsDefaults({ roleObjects, resourceOf }: ClusterAccess): boolean {
  return roleObjects.some(
    (role) =>
      role.metadata?.labels?.['kubernetes.io/bootstrapping'] === 'rbac-defaults' && resourceOf(role) !== undefined,
  )
}

const group = 'rbac.authorization.k8s.io'
const bindClusterRoles = atomOf('bind', `clusterroles.${group}`)
const bindRoles = atomOf('bind', `roles.${group}`)
const writeRoleBindings = atomsOf('create|update|patch', `rolebindings.${group}`)
const writeClusterRoleBindings = atomsOf('create|update|patch', `clusterrolebindings.${group}`)

/** The objects that rules restrict a request to which hold in a scope, those for everywhere among them. */
export function namesHolding(grants: Grants, atom: Atom, scope: string): string[] {
  return [...new Set([...grants.namesFor(atom, scope), ...grants.namesFor(atom, everywhere)])]
}

/**
 * The roles that somebody may take by a binding, so that what they allow is in the graph before techniques look into it.
 * Whoever may bind any ClusterRole binds cluster-admin; no role is expanded for that.
 */
export function rolesToTake(access: ClusterAccess): (grants: Grants) => RoleRef[] {
  const declared = Map.groupBy(access.rbac.roles, ({ metadata }) => metadata?.namespace ?? '')
  return (grants) => {
    const taken: RoleRef[] = []
    if (grants.scopesOf(writeClusterRoleBindings).length > 0)
      for (const name of grants.namesFor(bindClusterRoles, everywhere))
        taken.push({ kind: 'ClusterRole', name, scope: everywhere })
    const writable = grants.scopesOf(writeRoleBindings)
    for (const scope of writable)
      for (const name of namesHolding(grants, bindClusterRoles, scope))
        taken.push({ kind: 'ClusterRole', name, scope: scope === everywhere ? inEach : scope })
    if (grants.scopesOf([bindRoles]).length > 0)
      for (const scope of writable.includes(everywhere) ? declared.keys() : writable)
        for (const { metadata } of declared.get(scope) ?? []) {
          const name = metadata?.name ?? ''
          if (grants.isGranted(bindRoles, scope, name)) taken.push({ kind: 'Role', name, scope })
        }
    return taken
  }
}
