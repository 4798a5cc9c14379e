import { type Cluster, pathIn, perCluster, type Resource } from '../../cluster/index.ts'
import {
  admitsForwarder,
  allowsAll,
  type EndpointClass,
  type Exposure,
  isInternal,
  isIsolated,
  type Model,
  podsOf,
} from '../../network/index.ts'
import type { Path } from '../../yaml/index.ts'
import { networkOf } from './network-of.ts'
import { exposuresIn } from './services.ts'

/** A workload that connections from the internet get to, as far as declarations and policies say. */
export interface FacedWorkload {
  readonly title: string
  /** Where it is declared; for pods of a controller that was not read, one of them. */
  readonly resource: Resource
  readonly at: Path
  readonly ways: readonly Exposure[]
  /** Whether any policy restricts who connects to it, and at which ports. */
  readonly isIsolated: boolean
}

/** Workloads with the ways in that no policy closes and that are not kept within the networks around the cluster. */
export const facedWorkloads = perCluster((cluster): readonly FacedWorkload[] => {
  const { model } = networkOf(cluster)
  const ways = exposuresIn(cluster).filter((each) => isOpen(cluster, each))
  const declared = new Map(
    cluster.workloads.map(({ resource }) => [
      `${resource.kind} ${resource.namespace ?? 'default'}/${resource.name}`,
      resource,
    ]),
  )
  return [...Map.groupBy(ways, ({ workload }) => workload)].flatMap(([title, own]) => {
    const [first] = own
    const resource = declared.get(title) ?? first?.endpoint.source.resource
    if (first === undefined || resource === undefined) return []
    const pods = podsOf(model, resource)
    const classes = (pods.length > 0 ? pods : [first.endpoint]).flatMap((pod) => model.classes.facesOf(pod))
    const [workload] = cluster.workloadsOf(resource)
    return [
      {
        title,
        resource,
        at: workload?.pod.path('metadata', 'labels') ?? pathIn(resource, 'metadata', 'labels'),
        ways: own,
        isIsolated: !first.endpoint.hostNetwork && classes.every((each) => isRestricted(model, each)),
      },
    ]
  })
})

/** A policy that lets anybody in at every port is in nobody's way. */
function isRestricted(model: Model, own: EndpointClass): boolean {
  return (
    isIsolated(model, 'ingress', own) &&
    !model.selecting('ingress', own).some(({ rules }) => rules.some((rule) => allowsAll(model, rule)))
  )
}

/** What a controller of Ingresses or Gateways forwards comes from within the cluster, so that policies judge that. */
function isOpen(cluster: Cluster, { source, isProxied, policies, endpoint, protocol, port }: Exposure): boolean {
  if (isInternal(source)) return false
  if (isProxied) return admitsForwarder(networkOf(cluster).model, endpoint, protocol, port)
  return policies === undefined || policies.isPublic
}

/** The ways in of a workload in words, each once: `NodePort Service shop/cart at port 80`. */
export function waysText(ways: readonly Exposure[]): string {
  const most = 3
  const words = [...Map.groupBy(ways, (each) => each.words)].map(([each, own]) => {
    if (each.startsWith('host port ')) return each
    const ports = [...new Set(own.map(({ service, port, protocol }) => portText(service?.port ?? port, protocol)))]
    return `${each} at port ${ports.slice(0, most).join(', ')}${ports.length > most ? ' and others' : ''}`
  })
  return `${words.slice(0, most).join('; ')}${words.length > most ? `; and ${words.length - most} more` : ''}`
}

function portText(port: number, protocol: string): string {
  return protocol === 'TCP' ? String(port) : `${port}/${protocol}`
}
