import { type Cluster, effectiveNamespace, isObject, pathIn, type Resource, valueIn } from '../cluster/index.ts'
import type { Path } from '../yaml/index.ts'

/** What leads requests from outside to a Service. */
export interface Route {
  readonly resource: Resource
  /** Absolute path of the backend in the resource's document. */
  readonly path: Path
  /** The port of the Service, by number or name; undefined for all. */
  readonly port: string | number | undefined
}

interface Backend {
  readonly namespace: string
  readonly service: string
  readonly port: string | number | undefined
  /** From the resource's root. */
  readonly path: Path
}

/** Every Ingress and every route of a Gateway, and of OpenShift's router, by the Service that it leads to. */
export function routesByService(cluster: Cluster): ReadonlyMap<Resource, readonly Route[]> {
  const found = new Map<Resource, Route[]>()
  const add = (resource: Resource, { namespace, service, port, path }: Backend) => {
    const target = cluster.find('Service', namespace, service)
    if (target === undefined) return
    const route = { resource, path: pathIn(resource, ...path), port }
    const known = found.get(target)
    if (known) known.push(route)
    else found.set(target, [route])
  }
  for (const ingress of cluster.ofKind('Ingress', 'networking.k8s.io', 'extensions'))
    for (const backend of ingressBackends(ingress)) add(ingress, backend)
  for (const kind of ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])
    for (const route of cluster.ofKind(kind, gatewayGroup))
      for (const backend of gatewayBackends(route, cluster)) add(route, backend)
  for (const route of cluster.ofKind('Route', 'route.openshift.io'))
    for (const backend of openShiftBackends(route)) add(route, backend)
  return found
}

function* ingressBackends(ingress: Resource): Generator<Backend> {
  const namespace = effectiveNamespace(ingress)
  for (const field of ['defaultBackend', 'backend'])
    yield* ingressBackend(namespace, valueIn(ingress, 'spec', field), ['spec', field])
  for (const [i, rule] of listOf(valueIn(ingress, 'spec', 'rules')).entries()) {
    const http = isObject(rule) ? rule['http'] : undefined
    for (const [j, each] of listOf(isObject(http) ? http['paths'] : undefined).entries()) {
      const path = ['spec', 'rules', i, 'http', 'paths', j, 'backend']
      yield* ingressBackend(namespace, isObject(each) ? each['backend'] : undefined, path)
    }
  }
}

/** The backend of v1 names its Service below `service`; before, it was named beside its port. */
function* ingressBackend(namespace: string, backend: unknown, path: Path): Generator<Backend> {
  if (!isObject(backend)) return
  const { service, serviceName, servicePort } = backend
  if (typeof serviceName === 'string') yield { namespace, service: serviceName, port: portOf(servicePort), path }
  else if (isObject(service) && typeof service['name'] === 'string') {
    const { port } = service
    const wanted = isObject(port) ? portOf(port['number'] ?? port['name']) : undefined
    yield { namespace, service: service['name'], port: wanted, path }
  }
}

const gatewayGroup = 'gateway.networking.k8s.io'

/** A route without a Gateway as its parent is one of a service mesh, and leads nothing in from outside. */
function* gatewayBackends(route: Resource, cluster: Cluster): Generator<Backend> {
  const own = effectiveNamespace(route)
  const parents = listOf(valueIn(route, 'spec', 'parentRefs'))
  if (!parents.some((parent) => isObject(parent) && (parent['kind'] ?? 'Gateway') === 'Gateway')) return
  for (const [i, rule] of listOf(valueIn(route, 'spec', 'rules')).entries()) {
    for (const [j, backend] of listOf(isObject(rule) ? rule['backendRefs'] : undefined).entries()) {
      if (!isObject(backend) || typeof backend['name'] !== 'string') continue
      if ((backend['kind'] ?? 'Service') !== 'Service' || (backend['group'] ?? '') !== '' || backend['weight'] === 0)
        continue
      const namespace = typeof backend['namespace'] === 'string' ? backend['namespace'] : own
      if (namespace !== own && !isGranted(route, namespace, backend['name'], cluster)) continue
      const path = ['spec', 'rules', i, 'backendRefs', j]
      yield { namespace, service: backend['name'], port: portOf(backend['port']), path }
    }
  }
}

/** A route leads into another namespace only where a ReferenceGrant there lets it. */
function isGranted(route: Resource, namespace: string, service: string, cluster: Cluster): boolean {
  return cluster.ofKind('ReferenceGrant', gatewayGroup).some((grant) => {
    if (effectiveNamespace(grant) !== namespace) return false
    const from = listOf(valueIn(grant, 'spec', 'from')).some(
      (each) =>
        isObject(each) &&
        each['group'] === gatewayGroup &&
        each['kind'] === route.kind &&
        each['namespace'] === effectiveNamespace(route),
    )
    const to = listOf(valueIn(grant, 'spec', 'to')).some(
      (each) =>
        isObject(each) &&
        (each['group'] ?? '') === '' &&
        each['kind'] === 'Service' &&
        (each['name'] === undefined || each['name'] === service),
    )
    return from && to
  })
}

function* openShiftBackends(route: Resource): Generator<Backend> {
  const namespace = effectiveNamespace(route)
  const port = portOf(valueIn(route, 'spec', 'port', 'targetPort'))
  const paths: Path[] = [['spec', 'to']]
  for (const i of listOf(valueIn(route, 'spec', 'alternateBackends')).keys())
    paths.push(['spec', 'alternateBackends', i])
  for (const path of paths) {
    const target = valueIn(route, ...path)
    if (!isObject(target) || (target['kind'] ?? 'Service') !== 'Service') continue
    // The port may be that of the pods, which Services need not have; a number is left open therefore.
    const service = target['name']
    if (typeof service === 'string')
      yield { namespace, service, port: typeof port === 'string' ? port : undefined, path }
  }
}

function portOf(value: unknown): string | number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}
