import {
  type Cluster,
  isObject,
  pathIn,
  type Resource,
  serviceSelector,
  valueIn,
  type Workload,
} from '../../cluster/index.ts'
import { entriesByService, type Protocol, sourcesOf } from '../../network/index.ts'
import type { Path } from '../../yaml/index.ts'
import { mayBeReached, type PodPort } from './connections.ts'
import type { Load, Spot } from './spots.ts'

/** A declaration by which a workload is reached from outside the cluster. */
export interface Exposure {
  /** `NodePort Service shop/cart`, `Ingress shop/site`, `host port 443` */
  readonly words: string
  /** Where it is declared: an absolute path in the resource's document. */
  readonly resource: Resource
  readonly path: Path
  /** What declares it. */
  readonly by: 'service' | 'externalIPs' | 'route' | 'hostPort' | 'hostNetwork'
  /** The containers that answer. */
  readonly spots: readonly Spot[]
}

const nothing: readonly Exposure[] = []

/**
 * How each workload is reached from outside the cluster: by Services of type LoadBalancer or NodePort or with external
 * addresses, by an Ingress or a route of a Gateway that leads to a Service, by ports on its node. What policies keep every
 * address outside from does not count; an Ingress or a route, whose controller connects in the client's place, counts unless
 * they let nothing in at all. What the network around the cluster lets through is not looked at.
 */
export function exposureOf(cluster: Cluster, loads: readonly Load[]): (load: Load) => readonly Exposure[] {
  const found = new Map<Load, Exposure[]>()
  const add = (load: Load, exposure: Exposure) => {
    if (exposure.spots.length === 0) return
    const known = found.get(load)
    if (known) known.push(exposure)
    else found.set(load, [exposure])
  }
  const loadOf = loadsByWorkload(loads)
  const sources = sourcesOf(cluster.resources)
  const entriesOf = entriesByService(sources)
  for (const source of sources) {
    const service = source.resource
    if (service === undefined || source.kind !== 'Service' || service.group !== '') continue
    const ways = entriesOf(source)
    const selector = ways.length > 0 ? serviceSelector(service) : undefined
    if (!selector) continue
    const selected = new Set(
      cluster.selectedByLabels(service.namespace, selector).flatMap((workload) => loadOf.get(workload) ?? []),
    )
    for (const { words, source: by, path, port, by: way } of ways) {
      if (by.resource === undefined) continue
      const declared = { words, resource: by.resource, path: pathIn(by.resource, ...path), by: way }
      const targets = targetsOf(service, port)
      for (const load of selected) {
        const from = way === 'route' ? 'anywhere' : 'outside'
        const reached = targets.filter((target) => mayBeReached(load, cluster, target, from))
        add(load, { ...declared, spots: answering(load, reached) })
      }
    }
  }
  for (const load of loads) for (const exposure of ownPorts(load, cluster)) add(load, exposure)
  return (load) => found.get(load) ?? nothing
}

function loadsByWorkload(loads: readonly Load[]): Map<Workload, Load> {
  const found = new Map<Workload, Load>()
  for (const load of loads) for (const workload of [load.workload, ...load.pods]) found.set(workload, load)
  return found
}

/** What a Service leads to, at one of its ports or at all. */
function targetsOf(service: Resource, wanted: string | number | undefined): PodPort[] {
  const ports = valueIn(service, 'spec', 'ports')
  return (Array.isArray(ports) ? (ports as unknown[]) : []).flatMap((port) => {
    if (!isObject(port)) return []
    if (wanted !== undefined && port['port'] !== wanted && port['name'] !== wanted) return []
    const target = port['targetPort'] ?? port['port']
    const isPort = typeof target === 'string' || typeof target === 'number'
    return isPort ? [{ target, protocol: protocolNamed(port['protocol']) }] : []
  })
}

function protocolNamed(text: unknown): Protocol | undefined {
  return text === 'UDP' || text === 'SCTP' ? text : undefined
}

/** Containers that listen on what a Service leads to; all that keep running where a number is declared by none. */
function answering(load: Load, targets: readonly PodPort[]): Spot[] {
  const running = load.spots.filter(({ container }) => container.kind !== 'init')
  const found = new Set<Spot>()
  for (const { target } of targets) {
    const declaring = running.filter(({ container }) =>
      container.spec.ports?.some(({ name, containerPort }) => name === target || containerPort === Number(target)),
    )
    const listening = declaring.length === 0 && !Number.isNaN(Number(target)) ? running : declaring
    for (const spot of listening) found.add(spot)
  }
  return [...found]
}

/** Ports on the node: host ports, and what is declared by containers on its network. */
function* ownPorts(load: Load, cluster: Cluster): Generator<Exposure> {
  for (const spot of load.spots) {
    const { container, declared } = spot
    const { resource } = declared
    if (container.kind === 'init') continue
    const onNode = declared.pod.spec.hostNetwork === true
    for (const [i, { hostPort, containerPort, hostIP, protocol }] of (container.spec.ports ?? []).entries()) {
      if (hostIP !== undefined && /^(?:127\.|::1$)/.test(hostIP)) continue
      const isHostPort = hostPort !== undefined && hostPort !== 0
      if (!isHostPort && !(onNode && containerPort !== undefined)) continue
      const port = { target: containerPort ?? 0, protocol: protocolNamed(protocol) }
      if (containerPort !== undefined && !mayBeReached(load, cluster, port, 'outside')) continue
      if (isHostPort) {
        const path = container.path('ports', i, 'hostPort')
        yield { words: `host port ${hostPort}`, resource, path, by: 'hostPort', spots: [spot] }
      } else {
        const path = declared.pod.specPath('hostNetwork')
        yield { words: `port ${containerPort} on its node's network`, resource, path, by: 'hostNetwork', spots: [spot] }
      }
    }
  }
}
