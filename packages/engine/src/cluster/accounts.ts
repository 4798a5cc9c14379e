import type { Cluster } from './cluster.ts'
import { type Resource, valueIn } from './resource.ts'
import type { Workload } from './workload.ts'

/** The name of the account that the pods run as. */
export function serviceAccountName(workload: Workload): string {
  return workload.pod.spec.serviceAccountName || workload.pod.spec.serviceAccount || 'default'
}

/**
 * The ServiceAccount that the pods run as, when the cluster holds it. One that is declared without a namespace lands in
 * whichever it is applied to, so it may be that of any workload; one declared in another namespace never is.
 */
export function serviceAccountOf(workload: Workload, cluster: Cluster): Resource | undefined {
  const name = serviceAccountName(workload)
  const own = cluster.find('ServiceAccount', workload.resource.namespace, name)
  if (own || workload.resource.namespace === undefined) return own
  const anywhere = cluster.find('ServiceAccount', undefined, name)
  return anywhere?.namespace === undefined ? anywhere : undefined
}

/** Whether the account's token is mounted: the pod's word counts before the account's, and both missing means yes. */
export function mountsToken(workload: Workload, cluster: Cluster): boolean {
  const own = workload.pod.spec.automountServiceAccountToken
  if (own !== undefined) return own
  const account = serviceAccountOf(workload, cluster)
  return account === undefined || valueIn(account, 'automountServiceAccountToken') !== false
}
