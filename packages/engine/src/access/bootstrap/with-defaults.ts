import { type Cluster, perCluster } from '../../cluster/index.ts'
import { aggregatedRoles } from '../aggregate.ts'
import { accessTo, type ClusterAccess, objectsOf } from '../from-cluster.ts'
import type { ClusterRoleObject, RbacObjects, RoleObject } from '../objects.ts'
import { aggregated, bootstrapClusterRole, bootstrapLabel, bootstrapObjects } from './objects.ts'

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

function absentDefaults(objects: Required<RbacObjects>): ClusterRoleObject[] {
  const declared = objects.clusterRoles
  if (declared.some(({ metadata }) => metadata?.labels?.[bootstrapLabel.key] === bootstrapLabel.value)) return []
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
