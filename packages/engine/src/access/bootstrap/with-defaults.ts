import { type Cluster, perCluster } from '../../cluster/index.ts'
import { aggregatedRoles } from '../aggregate.ts'
import { accessTo, type ClusterAccess, objectsOf } from '../from-cluster.ts'
import type { BindingObject, ClusterRoleObject, RbacObjects, RoleObject } from '../objects.ts'
import { aggregated, bootstrapClusterRole, bootstrapLabel, bootstrapObjects, keyOf } from './objects.ts'

/**
 * The access rules of a cluster as they are where its manifests end up: default ClusterRoles that are named by a binding or
 * a rule, or feed a declared aggregate, and that the input does not hold are there all the same. Nothing is added to what
 * holds default roles itself, as a whole cluster does; there a role that is missing is missing. Added roles are declared
 * nowhere: `resourceOf` knows none of them.
 */
export const accessWithDefaults = perCluster((cluster: Cluster): ClusterAccess => {
  const objects = objectsOf(cluster)
  return accessTo({ ...objects, clusterRoles: [...objects.clusterRoles, ...absentDefaults(objects)] })
})

/**
 * The same, with what every API server binds to accounts of Kubernetes itself, such as those of its controllers: whoever
 * acts as one of them has these rights on any cluster. Bindings that are added are declared nowhere, and groups that
 * everybody is in are left out of them. Nothing is added to what holds default roles itself, as a whole cluster does.
 */
export const accessWithOwnAccounts = perCluster((cluster: Cluster): ClusterAccess => {
  const declared = objectsOf(cluster)
  if (holdDefaults(declared)) return accessWithDefaults(cluster)
  const { roles, roleBindings, clusterRoleBindings } = bootstrapObjects()
  const objects = {
    ...declared,
    roles: [...declared.roles, ...absentFrom(declared.roles, roles)],
    roleBindings: [...declared.roleBindings, ...ofOwnAccounts(absentFrom(declared.roleBindings, roleBindings))],
    clusterRoleBindings: [
      ...declared.clusterRoleBindings,
      ...ofOwnAccounts(absentFrom(declared.clusterRoleBindings, clusterRoleBindings)),
    ],
  }
  return accessTo({ ...objects, clusterRoles: [...objects.clusterRoles, ...absentDefaults(objects)] })
})

function absentFrom<Item extends RoleObject | BindingObject>(declared: readonly Item[], defaults: readonly Item[]) {
  const known = new Set(declared.map(keyOf))
  return defaults.filter((each) => !known.has(keyOf(each)))
}

const everybody: readonly string[] = ['system:authenticated', 'system:serviceaccounts', 'system:unauthenticated']

function ofOwnAccounts(bindings: readonly BindingObject[]): BindingObject[] {
  return bindings.flatMap((binding) => {
    const subjects = (binding.subjects ?? []).filter(
      ({ kind, name = '' }) => kind !== 'Group' || !everybody.includes(name),
    )
    return subjects.length === 0 ? [] : [{ ...binding, subjects }]
  })
}

/** Whether roles are among the objects that an API server makes by itself, as in a whole cluster. */
function holdDefaults({ clusterRoles }: Required<RbacObjects>): boolean {
  return clusterRoles.some(({ metadata }) => metadata?.labels?.[bootstrapLabel.key] === bootstrapLabel.value)
}

function absentDefaults(objects: Required<RbacObjects>): ClusterRoleObject[] {
  const declared = objects.clusterRoles
  if (holdDefaults(objects)) return []
  const known = new Set(declared.map(({ metadata }) => metadata?.name))
  const isAbsent = (name: string) => !known.has(name) && bootstrapClusterRole(name) !== undefined
  const aggregates = declared.filter(({ aggregationRule }) => aggregationRule)
  const absent = new Set([...namedRoles(objects)].filter(isAbsent))
  if (absent.size === 0 && aggregates.length === 0) return []
  // Declared roles may feed admin, edit and view, so these are worked out together; what comes out aggregates no further.
  const defaults = bootstrapObjects().clusterRoles.filter(({ metadata }) => !known.has(metadata?.name))
  const all = [...declared, ...defaults]
  if (aggregates.length > 0) {
    const feeders = aggregatedRoles(all)
    for (const { metadata } of aggregates.flatMap((role) => feeders.get(role) ?? []))
      if (isAbsent(metadata?.name ?? '')) absent.add(metadata?.name ?? '')
  }
  const together = aggregated(all)
  return [...absent].flatMap((name) => together.get(name) ?? [])
}

/** The ClusterRoles that bindings give, and those that rules name. */
function namedRoles({ roles, clusterRoles, roleBindings, clusterRoleBindings }: Required<RbacObjects>): Set<string> {
  const bound = [...clusterRoleBindings, ...roleBindings].flatMap(({ roleRef }) =>
    roleRef?.kind === 'ClusterRole' ? [roleRef.name ?? ''] : [],
  )
  return new Set([...bound, ...[...clusterRoles, ...roles].flatMap(namesInRules)])
}

/** The ClusterRoles that may be bound by name. */
function namesInRules({ rules }: RoleObject): readonly string[] {
  return (rules ?? []).flatMap(({ resources, resourceNames }) =>
    resources?.some((resource) => resource === 'clusterroles' || resource === '*') ? (resourceNames ?? []) : [],
  )
}
