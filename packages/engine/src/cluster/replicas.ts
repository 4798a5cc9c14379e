import type { Cluster } from './cluster.ts'
import { autoscalerOf } from './autoscalers.ts'
import { type Resource, valueIn } from './resource.ts'

const replicated = new Set([
  'apps/Deployment',
  'apps/ReplicaSet',
  'apps/StatefulSet',
  'extensions/Deployment',
  'extensions/ReplicaSet',
  '/ReplicationController',
  '/DeploymentConfig',
  'apps.openshift.io/DeploymentConfig',
  'argoproj.io/Rollout',
])

/** Whether a resource keeps a number of like pods, given by `spec.replicas`. */
export function isReplicated(resource: Resource): boolean {
  return replicated.has(`${resource.group}/${resource.kind}`)
}

/** `spec.replicas` as written. */
export function writtenReplicas(resource: Resource): number | undefined {
  const replicas = valueIn(resource, 'spec', 'replicas')
  return typeof replicas === 'number' && Number.isInteger(replicas) ? replicas : undefined
}

/** How few pods of a replicated resource there may be on a good day: what its autoscaler goes down to, or what is written. */
export function leastReplicas(cluster: Cluster, resource: Resource): number {
  const autoscaler = autoscalerOf(cluster, resource)
  // An autoscaler at zero has switched the workload off; the next number is one.
  return autoscaler ? Math.max(autoscaler.minimum, 1) : (writtenReplicas(resource) ?? 1)
}

/**
 * Whether a resource may run that many pods at once. A number that is left out is open, as it has to be where an autoscaler
 * that was not given sets it.
 */
export function mayRun(cluster: Cluster, resource: Resource, count: number): boolean {
  if (!isReplicated(resource)) return false
  const autoscaler = autoscalerOf(cluster, resource)
  const most = autoscaler ? autoscaler.maximum : writtenReplicas(resource)
  return most === undefined || most >= count
}
