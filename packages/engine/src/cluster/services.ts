import type { Cluster } from './cluster.ts'
import { perCluster } from './memo.ts'
import { pathIn, type Resource, valueIn } from './resource.ts'
import { conform } from './shape.ts'
import type { Workload } from './workload.ts'

/** The selector of a Service; undefined when it selects no pods, as with an ExternalName. */
export function serviceSelector(service: Resource): Readonly<Record<string, string>> | undefined {
  const path = ['spec', 'selector']
  const selector = conform(valueIn(service, ...path), { map: 'string' }, pathIn(service, ...path), [])
  return selector && Object.keys(selector).length > 0 ? selector : undefined
}

/** The Services that select the pods of each workload. */
export const servicesByWorkload = perCluster((cluster): ReadonlyMap<Workload, readonly Resource[]> => {
  const found = new Map<Workload, Resource[]>()
  for (const service of cluster.ofKind('Service', '')) {
    const selector = serviceSelector(service)
    if (!selector) continue
    for (const workload of cluster.selectedByLabels(service.namespace, selector)) {
      const services = found.get(workload)
      if (services) services.push(service)
      else found.set(workload, [service])
    }
  }
  return found
})

const hasServices = perCluster((cluster) => cluster.ofKind('Service', '').length > 0)

/**
 * Whether pods may be asked for answers: a Service selects them, or no Service at all was given, so that nothing is known
 * about who is asked.
 */
export function takesTraffic(cluster: Cluster, workload: Workload): boolean {
  return !hasServices(cluster) || servicesByWorkload(cluster).has(workload)
}
