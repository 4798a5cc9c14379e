import { effectiveNamespace, isObject, type Resource, valueIn, type Workload } from '../../cluster/index.ts'
import { type ControllerKind, controllerUser } from '../admission/controllers.ts'
import type { AdmissionRequest } from '../admission/review.ts'

/** The request that makes an object as it is declared. */
export function objectRequest(resource: Resource, kind: ControllerKind, user: string): AdmissionRequest {
  return {
    operation: 'CREATE',
    resource: { group: kind.group, resource: kind.resource },
    name: resource.name,
    namespace: effectiveNamespace(resource),
    user,
    object: resource.object,
  }
}

/** The request for a pod: the one that is declared, or the one that a controller makes from its template. */
export function podRequest({ resource, pod }: Workload, user: string): AdmissionRequest {
  const isPod = resource.group === '' && resource.kind === 'Pod'
  const { metadata, spec } = pod
  return {
    operation: 'CREATE',
    resource: { group: '', resource: 'pods' },
    name: isPod ? declaredName(resource) : madeName(resource),
    namespace: effectiveNamespace(resource),
    user: isPod ? (makerOf(resource) ?? user) : controllerUser(resource.kind),
    object: { kind: 'Pod', metadata, spec },
  }
}

/** `*` stands for what the API server or a controller makes up. */
function declaredName({ metadata }: Resource): string {
  if (metadata.name) return metadata.name
  return metadata.generateName ? `${metadata.generateName}*` : ''
}

/** Only a StatefulSet's pods have names that are known before. */
function madeName(resource: Resource): string {
  if (resource.kind !== 'StatefulSet') return resource.name === '' ? '' : `${resource.name}-*`
  const start = valueIn(resource, 'spec', 'ordinals', 'start')
  return `${resource.name}-${typeof start === 'number' ? start : 0}`
}

/** The user by whom a pod was made that a controller owns. */
function makerOf(resource: Resource): string | undefined {
  const owners = valueIn(resource, 'metadata', 'ownerReferences')
  if (!Array.isArray(owners)) return undefined
  const owner = (owners as unknown[]).find((each) => isObject(each) && each['controller'] === true)
  return isObject(owner) && typeof owner['kind'] === 'string' ? controllerUser(owner['kind']) : undefined
}
