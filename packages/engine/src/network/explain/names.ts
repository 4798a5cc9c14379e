import { type Ip, parseIp } from '../world/ip.ts'

/** What a name of the cluster's DNS stands for. */
export type ClusterName =
  | {
      readonly kind: 'service'
      readonly service: string
      readonly namespace: string
      readonly host: string | undefined
    }
  | { readonly kind: 'address'; readonly ip: Ip }

/**
 * Reads `service.namespace.svc.cluster.local`, its short forms, `host.service.namespace.svc` and
 * `10-0-0-1.namespace.pod`; undefined for names outside. Whether `service.namespace` alone is one, the Services tell.
 * Source: kubernetes/dns docs/specification.md, 1.1.0.
 */
export function clusterNameOf(
  name: string,
  isService: (service: string, namespace: string) => boolean,
): ClusterName | undefined {
  const labels = name.replace(/\.cluster\.local$/, '').split('.')
  const isFull = name.endsWith('.cluster.local')
  const kind = labels.at(-1)
  if (kind === 'svc' && labels.length >= 3) return serviceName(labels.slice(0, -1))
  if (kind === 'pod' && labels.length === 3) {
    const ip = parseIp((labels[0] ?? '').replaceAll('-', '.')) ?? parseIp((labels[0] ?? '').replaceAll('-', ':'))
    return ip && { kind: 'address', ip }
  }
  if (isFull) return undefined
  const short = labels.length === 2 || labels.length === 3 ? serviceName(labels) : undefined
  return short?.kind === 'service' && isService(short.service, short.namespace) ? short : undefined
}

function serviceName(labels: readonly string[]): ClusterName | undefined {
  const namespace = labels.at(-1) ?? ''
  const service = labels.at(-2) ?? ''
  if (labels.length > 3) return undefined
  return { kind: 'service', service, namespace, host: labels.length === 3 ? labels[0] : undefined }
}
