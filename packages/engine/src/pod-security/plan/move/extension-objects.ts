import { isObject, valueIn, headOf } from '../../../cluster/index.ts'
import type { Path } from '../../../yaml/index.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { named } from './words.ts'

/** An object of an extension that a pod names. */
interface NamedObject {
  readonly kind: string
  readonly name: string
  readonly path: Path
}

/** Objects of the pod's namespace, beside Secrets and the like, without which it does not start. */
export function extensionObjects({ cluster, here, target, moved, stayers }: Move): MoveConsequence[] {
  const keyOf = ({ kind, name }: NamedObject) => `${kind}\0${name}`
  const shared = new Set(stayers.flatMap(objectsOf).map(keyOf))
  const uses = moved.filter((workload) => headOf(workload, cluster) === workload.resource)
  const needed = uses.flatMap((workload) => objectsOf(workload).map((object) => ({ ...object, workload })))
  return [...Map.groupBy(needed, keyOf)].flatMap(([key, [first]]): MoveConsequence[] => {
    if (first === undefined) return []
    const { kind, name, path, workload } = first
    const found = here(kind).find((resource) => resource.name === name)
    const too = shared.has(key)
    return [
      {
        kind: 'extension-object',
        ...(found === undefined ? { resource: workload.resource, path } : { resource: found }),
        action: found === undefined ? 'check' : too ? 'copy' : 'moves',
        message: `${named(workload.resource)} cannot start in ${target} without the ${kind} ${name}`,
        remedy: `Make the ${kind} ${name} in ${target}${too ? ' too' : ''}`,
      },
    ]
  })
}

function objectsOf({ resource, pod }: Move['moved'][number]): NamedObject[] {
  const spec = valueIn(resource, ...pod.specPath().slice(resource.base.length))
  if (!isObject(spec)) return []
  const object = (kind: string, name: unknown, ...path: Path): NamedObject[] =>
    typeof name === 'string' && name !== '' ? [{ kind, name, path: pod.specPath(...path) }] : []
  return [
    ...itemsOf(spec['volumes']).flatMap((volume, i) => {
      const csi = isObject(volume['csi']) ? volume['csi'] : {}
      const attributes = isObject(csi['volumeAttributes']) ? csi['volumeAttributes'] : {}
      return object('SecretProviderClass', attributes['secretProviderClass'], 'volumes', i, 'csi')
    }),
    ...itemsOf(spec['resourceClaims']).flatMap((claim, i) => [
      ...object('ResourceClaim', claim['resourceClaimName'], 'resourceClaims', i),
      ...object('ResourceClaimTemplate', claim['resourceClaimTemplateName'], 'resourceClaims', i),
    ]),
  ]
}

function itemsOf(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.map((item: unknown) => (isObject(item) ? item : {})) : []
}
