import type { Cluster } from './cluster.ts'
import { isObject, type Resource, valueIn } from './resource.ts'
import type { Workload } from './workload.ts'

/**
 * The resource at the head of the controllers that made a workload. Where the one between is not among the resources, as
 * when Deployments and Pods were listed without ReplicaSets, its name tells: it begins with that of the head.
 */
export function headOf(workload: Workload, cluster: Cluster): Resource {
  const head = topOwner(workload, cluster)
  const owners = valueIn(head, 'metadata', 'ownerReferences')
  const owner = Array.isArray(owners)
    ? owners.find((each: unknown) => isObject(each) && each['controller'] === true)
    : undefined
  if (!isObject(owner) || typeof owner['name'] !== 'string') return head
  const { kind, name } = owner
  const hash = head.metadata.labels?.['pod-template-hash']
  if (kind === 'ReplicaSet' && hash && name.endsWith(`-${hash}`))
    return cluster.find('Deployment', head.namespace, name.slice(0, -hash.length - 1)) ?? head
  const scheduled = kind === 'Job' ? /^(.+)-\d+$/.exec(name)?.[1] : undefined
  return (scheduled === undefined ? undefined : cluster.find('CronJob', head.namespace, scheduled)) ?? head
}

/** The controller that stands over a workload, as far up as the resources tell; its own resource where there is none. */
export function topOwner(workload: Workload, cluster: Cluster): Resource {
  let top = workload.resource
  const seen = new Set([top])
  for (let next = workload.owner; next !== undefined && !seen.has(next); ) {
    top = next
    seen.add(next)
    next = cluster.workloadsOf(next)[0]?.owner
  }
  return top
}
