import { type Cluster, isObject, type Resource, valueIn, type Workload } from '../../../cluster/index.ts'
import { topOwner } from '../subject.ts'

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
