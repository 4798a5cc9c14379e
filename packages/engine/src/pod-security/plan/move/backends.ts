import { effectiveNamespace, isObject, pathIn, type Resource, valueIn } from '../../../cluster/index.ts'
import type { Path } from '../../../yaml/index.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move, MovedService } from './move.ts'
import { named } from './words.ts'

/** A Service that a field names. */
interface Backend {
  readonly name: string
  /** Undefined for that of the object. */
  readonly namespace: string | undefined
  /** Whether the object is about requests to it, as routes of a mesh are, and does not lead there. */
  readonly parent?: boolean
  /** Path from the resource's root. */
  readonly path: Path
}

/** Ingresses and Routes of OpenShift, which reach Services of their own namespace only. */
export function ingressBackends({ here, namespace, target, services, staying }: Move): MoveConsequence[] {
  const byName = new Map(services.map((service) => [service.name, service]))
  const stays = new Set(staying.map(({ name }) => name))
  const sources = [...here('Ingress', 'networking.k8s.io', 'extensions'), ...here('Route', 'route.openshift.io')]
  return sources.flatMap((resource): MoveConsequence[] => {
    const backends = backendsIn(resource, resource.kind === 'Route' ? routeBackend : ingressBackend)
    const gone = backends.flatMap((backend) => withService(backend, byName))
    const whole = gone.every(({ service }) => service.part === 'all')
    if (gone.length > 0 && whole && !backends.some(({ name }) => stays.has(name) || !byName.has(name))) {
      return [
        {
          kind: 'ingress-backend',
          resource,
          action: 'moves',
          message: `${named(resource)} leads only to Services that move, and reaches none from ${namespace}`,
          remedy: `Make it in ${target}, with the Secrets of its certificates`,
        },
      ]
    }
    return gone.map(({ backend, service }) => ({
      kind: 'ingress-backend',
      resource,
      path: pathIn(resource, ...backend.path),
      action: 'change',
      message:
        service.part === 'all'
          ? `${named(resource)} leads to the Service ${service.name}, which moves to ${target}, and can name only Services of ${namespace}`
          : `${named(resource)} leads to the Service ${service.name}, and no longer to those of its pods that move`,
      remedy: `Put this path into ${resource.kind === 'Route' ? 'a Route' : 'an Ingress'} of its own in ${target}`,
    }))
  })
}

const routeKinds: readonly string[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute']
const gateway = 'gateway.networking.k8s.io'

/** Routes of the Gateway API, which reach another namespace where a ReferenceGrant there lets them. */
export function gatewayRoutes({ cluster, namespace, target, services }: Move): MoveConsequence[] {
  const byName = new Map(services.map((service) => [service.name, service]))
  return routeKinds
    .flatMap((kind) => cluster.ofKind(kind, gateway))
    .flatMap((resource) => {
      const own = effectiveNamespace(resource)
      return backendsIn(resource, gatewayBackend)
        .filter((backend) => (backend.namespace ?? own) === namespace)
        .flatMap((backend) => withService(backend, byName))
        .map(
          ({ backend, service }): MoveConsequence => ({
            kind: 'route-backend',
            resource,
            path: pathIn(resource, ...backend.path),
            action: 'change',
            message:
              service.part === 'all'
                ? `${named(resource)} ${verbOf(backend)} the Service ${service.name}, which moves to ${target}`
                : `${named(resource)} ${verbOf(backend)} the Service ${service.name}, and no longer ${backend.parent ? 'for' : 'to'} those of its pods that move`,
            remedy: backend.parent
              ? `Make it in ${target}, beside the Service: a route of another namespace holds only for clients there`
              : `${service.part === 'all' ? `Set namespace: ${target} here` : `Add a backend with namespace: ${target}`}, and let ${resource.kind} of ${own} in by a ReferenceGrant in ${target}`,
          }),
        )
    })
}

function verbOf({ parent }: Backend): string {
  return parent ? 'holds for requests to' : 'leads to'
}

/** Grants to routes of other namespaces stand beside the Service that they give access to. */
export function referenceGrants({ here, namespace, target, services }: Move): MoveConsequence[] {
  const moving = new Set(services.map(({ name }) => name))
  if (moving.size === 0) return []
  return here('ReferenceGrant', gateway).flatMap((resource): MoveConsequence[] => {
    const to = valueIn(resource, 'spec', 'to')
    const grants = (Array.isArray(to) ? to : []).some(
      (each: unknown) =>
        isObject(each) &&
        each['kind'] === 'Service' &&
        (typeof each['name'] === 'string' ? moving.has(each['name']) : true),
    )
    if (!grants) return []
    return [
      {
        kind: 'reference-grant',
        resource,
        action: 'copy',
        message: `${named(resource)} lets routes of other namespaces reach Services of ${namespace}, and none in ${target}`,
        remedy: `Make it in ${target} for the Services that move`,
      },
    ]
  })
}

function withService(
  backend: Backend,
  byName: ReadonlyMap<string, MovedService>,
): { readonly backend: Backend; readonly service: MovedService }[] {
  const service = byName.get(backend.name)
  return service === undefined ? [] : [{ backend, service }]
}

type Reading = (key: string, value: Record<string, unknown>) => Omit<Backend, 'path'> | undefined

/** `defaultBackend` and `backend`, named as `service.name` since v1 and as `serviceName` before. */
const ingressBackend: Reading = (key, value) => {
  if (key !== 'backend' && key !== 'defaultBackend') return undefined
  const service = value['service']
  const name = isObject(service) ? service['name'] : value['serviceName']
  return typeof name === 'string' ? { name, namespace: undefined } : undefined
}

const routeBackend: Reading = (key, { kind = 'Service', name }) =>
  (key === 'to' || key === 'alternateBackends') && kind === 'Service' && typeof name === 'string'
    ? { name, namespace: undefined }
    : undefined

/** Backends and mirrors, and in a mesh parents, which are Gateways unless they say otherwise. */
const gatewayBackend: Reading = (key, { group, kind, name, namespace }) => {
  const parent = key === 'parentRefs'
  if (!parent && key !== 'backendRefs' && key !== 'backendRef') return undefined
  const isService =
    (group ?? (parent ? gateway : '')) === '' && (kind ?? (parent ? 'Gateway' : 'Service')) === 'Service'
  if (!isService || typeof name !== 'string') return undefined
  return { name, namespace: typeof namespace === 'string' && namespace !== '' ? namespace : undefined, parent }
}

/** Backends under `spec`, however deep; a list's items go by the name of the list. */
function backendsIn(resource: Resource, read: Reading): Backend[] {
  const found: Backend[] = []
  const visit = (value: unknown, at: Path, key: string) => {
    if (Array.isArray(value)) value.forEach((item, i) => visit(item, [...at, i], key))
    else if (isObject(value) && at.length < 16) {
      const backend = read(key, value)
      if (backend) found.push({ ...backend, path: at })
      for (const [name, below] of Object.entries(value)) visit(below, [...at, name], name)
    }
  }
  visit(resource.object['spec'], ['spec'], 'spec')
  return found
}
