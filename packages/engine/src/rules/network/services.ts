import { type Cluster, perCluster, type Resource } from '../../cluster/index.ts'
import { exposuresOf, Resolver, type Service } from '../../network/index.ts'
import { networkOf } from './network-of.ts'

/** The Services of a cluster, what they lead to and what leads to them. */
export const resolverOf = perCluster((cluster) => new Resolver(networkOf(cluster).model))

/** All ways from outside to workloads, as policies judge them. */
export const exposuresIn = perCluster((cluster) => exposuresOf(networkOf(cluster).model, resolverOf(cluster)))

/** The Services that were read, with where each is written; the network is not built for resources without any. */
export function* servicesIn(cluster: Cluster): Generator<{ readonly service: Service; readonly resource: Resource }> {
  if (cluster.ofKind('Service', '').length === 0) return
  for (const service of resolverOf(cluster).services) {
    const { resource } = service.source
    if (resource) yield { service, resource }
  }
}

const byName = perCluster(
  (cluster) => new Map(resolverOf(cluster).services.map((each) => [`${each.namespace}/${each.name}`, each] as const)),
)

export function serviceCalled(cluster: Cluster, namespace: string, name: string): Service | undefined {
  return byName(cluster).get(`${namespace}/${name}`)
}

const namespaces = perCluster((cluster) => new Set(resolverOf(cluster).services.map(({ namespace }) => namespace)))

/**
 * Whether the Services of a namespace can be taken to be known: some are among what was read, or it is a whole cluster,
 * as every one has the namespace kube-system and hardly anybody declares it.
 */
export function showsServices(cluster: Cluster, namespace: string): boolean {
  return namespaces(cluster).has(namespace) || cluster.find('Namespace', undefined, 'kube-system') !== undefined
}
