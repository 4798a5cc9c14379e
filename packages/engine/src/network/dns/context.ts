import { type Cluster, effectiveNamespace, headOf, type Resource, type Workload } from '../../cluster/index.ts'
import type { Network } from '../index.ts'
import type { Endpoint } from '../world/endpoints.ts'
import type { Dns } from './dns.ts'
import { libcOf } from './libc.ts'
import type { Libc } from './lookup.ts'
import { type ResolvConf, resolvConfOf } from './resolv-conf.ts'

/** What causes are looked for in. */
export interface DnsContext {
  readonly cluster: Cluster
  readonly network: Network
  readonly dns: Dns
  readonly loads: readonly Load[]
}

/** A workload as its controller declares it, with one of its pods. */
export interface Load {
  readonly workload: Workload
  readonly resource: Resource
  readonly namespace: string
  /** As people call it: `Deployment shop/cart`. */
  readonly title: string
  readonly spec: Readonly<Record<string, unknown>>
  /** Undefined for what runs no pods. */
  readonly endpoint: Endpoint | undefined
  readonly resolver: ResolvConf
  readonly libc: Libc | undefined
}

export function contextOf(cluster: Cluster, network: Network, dns: Dns): DnsContext {
  const byResource = new Map<Resource, Endpoint>()
  for (const endpoint of network.model.endpoints)
    if (endpoint.source.resource) byResource.set(endpoint.source.resource, endpoint)
  const heads = new Map<Resource, Load>()
  for (const workload of cluster.workloads) {
    const head = headOf(workload, cluster)
    const endpoint = byResource.get(workload.resource)
    const known = heads.get(head)
    if (known) {
      if (known.endpoint === undefined && endpoint) heads.set(head, { ...known, endpoint })
      continue
    }
    const declared = cluster.workloadsOf(head)[0] ?? workload
    const namespace = effectiveNamespace(head)
    const { spec } = declared.pod
    heads.set(head, {
      workload: declared,
      resource: head,
      namespace,
      title: `${head.kind} ${namespace}/${head.name}`,
      spec,
      endpoint: byResource.get(head) ?? endpoint,
      resolver: resolvConfOf(namespace, spec, dns.setup.node),
      libc: libcOf(spec),
    })
  }
  return { cluster, network, dns, loads: [...heads.values()] }
}
