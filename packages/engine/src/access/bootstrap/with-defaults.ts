import { type Cluster, perCluster } from '../../cluster/index.ts'
import { accessTo, type ClusterAccess, objectsOf } from '../from-cluster.ts'
import type { ClusterRoleObject } from '../objects.ts'
import { aggregated, bootstrapClusterRole, bootstrapLabel, bootstrapObjects } from './objects.ts'

/**
 * The access rules of a cluster as they are where its manifests end up: default ClusterRoles that a binding names and the
 * input does not hold are there all the same. Nothing is added to what holds default roles itself, as a whole cluster does;
 * there a role that is missing is missing. Added roles are declared nowhere: `resourceOf` knows none of them.
 */
export const accessWithDefaults = perCluster((cluster: Cluster): ClusterAccess => {
  const objects = objectsOf(cluster)
  const { clusterRoles, roleBindings, clusterRoleBindings } = objects
  const named = new Set(
    [...clusterRoleBindings, ...roleBindings].flatMap(({ roleRef }) =>
      roleRef?.kind === 'ClusterRole' ? [roleRef.name ?? ''] : [],
    ),
  )
  const added = absentDefaults(clusterRoles, named)
  return accessTo({ ...objects, clusterRoles: [...clusterRoles, ...added] })
})

function absentDefaults(declared: readonly ClusterRoleObject[], named: ReadonlySet<string>): ClusterRoleObject[] {
  if (declared.some(({ metadata }) => metadata?.labels?.[bootstrapLabel.key] === bootstrapLabel.value)) return []
  const known = new Set(declared.map(({ metadata }) => metadata?.name))
  const absent = [...named].filter((name) => !known.has(name) && bootstrapClusterRole(name) !== undefined)
  if (absent.length === 0) return []
  // Declared roles may feed admin, edit and view, so these are worked out together; what comes out aggregates no further.
  const defaults = bootstrapObjects().clusterRoles.filter(({ metadata }) => !known.has(metadata?.name))
  const together = aggregated([...declared, ...defaults])
  return absent.flatMap((name) => {
    const role = together.get(name)
    return role ? [{ metadata: { name }, rules: role.rules }] : []
  })
}
