import { perCluster, type Workload, headOf } from '../../../cluster/index.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { named } from './words.ts'

/**
 * Whether names of Services mean anything to a pod. One on the node's network has the node's resolver, unless it asks for
 * the cluster's. Source: kubernetes/kubernetes pkg/kubelet/network/dns/dns.go, getPodDNSType.
 */
export function usesClusterDns({ pod }: Workload): boolean {
  const { dnsPolicy = 'ClusterFirst', hostNetwork, dnsConfig } = pod.spec
  if (dnsPolicy === 'ClusterFirstWithHostNet') return true
  if (dnsPolicy === 'ClusterFirst' && hostNetwork !== true) return true
  return (dnsConfig?.searches ?? []).some((domain) => /\.svc(?:\.|$)/.test(domain))
}

/** The search list that a pod adds to that of its namespace. */
export function searchDomains(workload: Workload | undefined): readonly string[] {
  return workload?.pod.spec.dnsConfig?.searches ?? []
}

const searching = perCluster((cluster) =>
  cluster.workloads.filter(
    (workload) => searchDomains(workload).length > 0 && headOf(workload, cluster) === workload.resource,
  ),
)

/** Whether a pod's search list leads short names to a namespace, wherever the pod runs. */
export function searchesNamespace(workload: Workload, namespace: string): boolean {
  return searchDomains(workload).some((domain) => isDomainOf(domain, namespace))
}

function isDomainOf(domain: string, namespace: string): boolean {
  return domain === `${namespace}.svc` || domain.startsWith(`${namespace}.svc.`)
}

/** Search lists that name the namespace: they lead to what stays there, and no longer to what moves. */
export function searchLists(move: Move): MoveConsequence[] {
  const { cluster, namespace, target, services, isMoved } = move
  return searching(cluster).flatMap((workload) => {
    const { resource, pod } = workload
    const moves = isMoved(workload)
    if (!moves && (services.length === 0 || searchesNamespace(workload, target))) return []
    return searchDomains(workload).flatMap((domain, i): MoveConsequence[] => {
      if (!isDomainOf(domain, namespace)) return []
      return [
        {
          kind: 'dns-search',
          resource,
          path: pod.specPath('dnsConfig', 'searches', i),
          action: moves ? 'check' : 'change',
          message: moves
            ? `${named(resource)} still finds by short names what stays in ${namespace}, as its search list has ${domain}`
            : `${named(resource)} finds by short names what is in ${namespace}, and no longer what moves to ${target}`,
          remedy: moves
            ? `Keep ${domain} in the list, or name the Services that stay with their namespace`
            : `Add ${target}${domain.slice(namespace.length)} to the list`,
        },
      ]
    })
  })
}
