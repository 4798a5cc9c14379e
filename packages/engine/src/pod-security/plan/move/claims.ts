import { isObject, pathIn, podReferences, valueIn } from '../../../cluster/index.ts'
import { headOf } from './heads.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { named, namesOf } from './words.ts'

/** Claims of moved pods. A claim cannot change its namespace, and its volume is bound to it alone. */
export function claimsLeftBehind(move: Move): MoveConsequence[] {
  const { cluster, here, namespace, target, moved, usersOf, isMoved } = move
  const references = moved.flatMap((workload) =>
    podReferences(workload)
      .filter(({ kind }) => kind === 'PersistentVolumeClaim')
      .map((reference) => ({ ...reference, workload })),
  )
  return [...Map.groupBy(references, ({ name }) => name)].flatMap(([name, uses]): MoveConsequence[] => {
    // Claims that a StatefulSet makes are told of with its templates.
    const first = uses.find(({ workload }) => headOf(workload, cluster) === workload.resource)
    if (first === undefined) return []
    const found = here('PersistentVolumeClaim', '').find((resource) => resource.name === name)
    const at = found ? { resource: found } : { resource: first.workload.resource, path: first.path }
    const users = usersOf('PersistentVolumeClaim', name)
    const sharers = users.filter((workload) => !isMoved(workload))
    const who = namesOf(users.filter(isMoved), cluster)
    return [
      {
        kind: 'persistent-volume-claim',
        ...at,
        action: 'lost',
        message:
          sharers.length > 0
            ? `${who} shares the files of the claim ${name} with ${namesOf(sharers, cluster)}, and pods of two namespaces cannot share a claim`
            : `The claim ${name} of ${who} stays in ${namespace} with its data`,
        remedy:
          sharers.length > 0
            ? `Leave them together, or put what they share behind a Service or on storage that both namespaces can claim`
            : `Make a claim ${name} in ${target}, and copy the data, or keep the volume (persistentVolumeReclaimPolicy: Retain) and bind it to the new claim`,
      },
    ]
  })
}

/** Claims that StatefulSets make for their pods, under the same names, with nothing in them. */
export function claimTemplatesLeftBehind({ namespace, target, moved }: Move): MoveConsequence[] {
  return moved.flatMap(({ resource }) => {
    const templates = resource.kind === 'StatefulSet' ? valueIn(resource, 'spec', 'volumeClaimTemplates') : undefined
    return (Array.isArray(templates) ? (templates as unknown[]) : []).map((template, i): MoveConsequence => {
      const metadata = isObject(template) && isObject(template['metadata']) ? template['metadata'] : {}
      const name = typeof metadata['name'] === 'string' ? metadata['name'] : 'data'
      return {
        kind: 'claim-template',
        resource,
        path: pathIn(resource, 'spec', 'volumeClaimTemplates', i),
        action: 'lost',
        message: `${named(resource)} would start in ${target} with empty volumes, as its claims ${name}-${resource.name}-0 and on stay in ${namespace} with their data`,
        remedy: `Copy the data of each claim, or keep the volumes (persistentVolumeReclaimPolicy: Retain) and bind them to claims of the same names in ${target} first`,
      }
    })
  })
}
