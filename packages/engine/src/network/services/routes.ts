import type { Path } from '../../yaml/index.ts'
import { valueAt } from '../../yaml/index.ts'
import { fields, isGiven, list, type Source, text } from '../world/source.ts'

/** What leads requests from outside to a Service. */
export interface Route {
  readonly source: Source
  /** Path of the backend, from the object's root. */
  readonly path: Path
  /** The port of the Service, by number or name; undefined for all. */
  readonly port: string | number | undefined
}

/** What an Ingress or a route names as a place to lead requests to. */
export interface RouteBackend {
  readonly source: Source
  readonly namespace: string
  /** Empty where it names none, though it has to. */
  readonly service: string
  readonly port: string | number | undefined
  /** Path from the object's root. */
  readonly path: Path
  /** Whether requests come from outside, and not from pods of a service mesh. */
  readonly isEntry: boolean
  /** False where it is in another namespace, and nothing there lets the route in. */
  readonly isGranted: boolean
}

type Backend = Pick<RouteBackend, 'namespace' | 'service' | 'port' | 'path'> &
  Partial<Pick<RouteBackend, 'isEntry' | 'isGranted'>>

const gatewayGroup = 'gateway.networking.k8s.io'
const gatewayRoutes: ReadonlySet<string> = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])

/** Every Ingress and every route of a Gateway, and of OpenShift's router, by the `namespace/name` of their Service. */
export function routesByService(sources: readonly Source[]): ReadonlyMap<string, readonly Route[]> {
  const found = new Map<string, Route[]>()
  for (const { source, namespace, service, port, path, isEntry, isGranted } of routeBackends(sources)) {
    if (service === '' || !isEntry || !isGranted) continue
    const key = `${namespace}/${service}`
    const known = found.get(key)
    if (known) known.push({ source, path, port })
    else found.set(key, [{ source, path, port }])
  }
  return found
}

/** Every backend that an Ingress, a route of a Gateway, or one of OpenShift's router names, whether it is there or not. */
export function* routeBackends(sources: readonly Source[]): Generator<RouteBackend> {
  const grants = sources.filter((source) => source.kind === 'ReferenceGrant' && groupOf(source) === gatewayGroup)
  for (const source of sources)
    for (const backend of backendsOf(source, grants)) yield { isEntry: true, isGranted: true, ...backend, source }
}

function groupOf({ apiVersion }: Source): string {
  const slash = apiVersion.indexOf('/')
  return slash === -1 ? '' : apiVersion.slice(0, slash)
}

function* backendsOf(source: Source, grants: readonly Source[]): Generator<Backend> {
  const group = groupOf(source)
  if (source.kind === 'Ingress' && ['networking.k8s.io', 'extensions'].includes(group)) yield* ingressBackends(source)
  else if (gatewayRoutes.has(source.kind) && group === gatewayGroup) yield* gatewayBackends(source, grants)
  else if (source.kind === 'Route' && group === 'route.openshift.io') yield* openShiftBackends(source)
}

function* ingressBackends({ apiVersion, namespace, object }: Source): Generator<Backend> {
  const spec = fields(object['spec'])
  const isOld = apiVersion !== 'networking.k8s.io/v1'
  const field = isOld ? 'backend' : 'defaultBackend'
  if (isGiven(spec[field])) yield* ingressBackend(namespace, spec[field], ['spec', field], isOld)
  for (const [i, rule] of list(spec['rules']).entries()) {
    for (const [j, each] of list(fields(fields(rule)['http'])['paths']).entries()) {
      const path: Path = ['spec', 'rules', i, 'http', 'paths', j, 'backend']
      yield* ingressBackend(namespace, fields(each)['backend'], path, isOld)
    }
  }
}

/**
 * The backend of v1 names its Service below `service`; before, it was named beside its port. Another resource may stand
 * in its place.
 */
function* ingressBackend(namespace: string, backend: unknown, path: Path, isOld: boolean): Generator<Backend> {
  const { service, resource, serviceName, servicePort } = fields(backend)
  if (isGiven(resource)) return
  if (isOld) yield { namespace, service: text(serviceName), port: portOf(servicePort), path }
  else {
    const port = fields(fields(service)['port'])
    yield { namespace, service: text(fields(service)['name']), port: portOf(port['number'] ?? port['name']), path }
  }
}

/** A route without a Gateway as its parent is one of a service mesh, and leads nothing in from outside. */
function* gatewayBackends(route: Source, grants: readonly Source[]): Generator<Backend> {
  const spec = fields(route.object['spec'])
  const isEntry = list(spec['parentRefs']).some((parent) => (fields(parent)['kind'] ?? 'Gateway') === 'Gateway')
  for (const [i, rule] of list(spec['rules']).entries()) {
    for (const [j, backend] of list(fields(rule)['backendRefs']).entries()) {
      const { kind = 'Service', group = '', name, namespace: written, port, weight } = fields(backend)
      if (text(name) === '' || kind !== 'Service' || group !== '' || weight === 0) continue
      const namespace = text(written) || route.namespace
      yield {
        namespace,
        service: text(name),
        port: portOf(port),
        path: ['spec', 'rules', i, 'backendRefs', j],
        isEntry,
        isGranted: namespace === route.namespace || hasGrant(route, namespace, text(name), grants),
      }
    }
  }
}

/** A route leads into another namespace only where a ReferenceGrant there lets it. */
function hasGrant(route: Source, namespace: string, service: string, grants: readonly Source[]): boolean {
  return grants.some((grant) => {
    if (grant.namespace !== namespace) return false
    const from = list(valueAt(grant.object, ['spec', 'from'])).some((value) => {
      const each = fields(value)
      return each['group'] === gatewayGroup && each['kind'] === route.kind && each['namespace'] === route.namespace
    })
    const to = list(valueAt(grant.object, ['spec', 'to'])).some((value) => {
      const { group = '', kind, name } = fields(value)
      return group === '' && kind === 'Service' && (!isGiven(name) || name === service)
    })
    return from && to
  })
}

function* openShiftBackends({ namespace, object }: Source): Generator<Backend> {
  const spec = fields(object['spec'])
  const { targetPort } = fields(spec['port'])
  // The port may be that of the pods, which Services need not have; a number is left open therefore.
  const port = text(targetPort) || undefined
  const targets: [unknown, Path][] = [
    [spec['to'], ['spec', 'to']],
    ...list(spec['alternateBackends']).map((each, i): [unknown, Path] => [each, ['spec', 'alternateBackends', i]]),
  ]
  for (const [target, path] of targets) {
    const { kind = 'Service', name } = fields(target)
    if (kind === 'Service' && text(name) !== '') yield { namespace, service: text(name), port, path }
  }
}

function portOf(port: unknown): string | number | undefined {
  return typeof port === 'number' || (typeof port === 'string' && port !== '') ? port : undefined
}
