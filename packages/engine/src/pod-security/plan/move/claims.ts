import { isObject, pathIn, podReferences, type Resource, valueIn, headOf } from '../../../cluster/index.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { named, namesOf } from './words.ts'

/** Claims of moved pods. A claim cannot change its namespace, and its volume is bound to it alone. */
export function claimsLeftBehind(move: Move): MoveConsequence[] {
  const { cluster, namespace, target, moved, stayers, usersOf, isMoved, find } = move
  const all = [...moved, ...stayers]
  const makers = all.filter(({ resource }) => templateNames(resource).length > 0)
  const references = (makers.length > 0 ? all : moved).flatMap((workload) =>
    podReferences(workload)
      .filter(({ kind }) => kind === 'PersistentVolumeClaim')
      .map((reference) => ({ ...reference, workload })),
  )
  return [...Map.groupBy(references, ({ name }) => name)].flatMap(([name, uses]): MoveConsequence[] => {
    // Pods of a StatefulSet are told of with its templates.
    const first = uses.find(({ workload }) => headOf(workload, cluster) === workload.resource)
    if (first === undefined) return []
    const maker = makers.find(({ resource }) => makesClaim(resource, name))
    const users = [...new Set([...(maker ? [maker] : []), ...usersOf('PersistentVolumeClaim', name)])]
    if (!users.some(isMoved) || (maker && users.every(isMoved))) return []
    const found = find('PersistentVolumeClaim', name)
    const at = found ? { resource: found } : { resource: first.workload.resource, path: first.path }
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
  return moved.flatMap(({ resource }) =>
    templateNames(resource).map(
      (name, i): MoveConsequence => ({
        kind: 'claim-template',
        resource,
        path: pathIn(resource, 'spec', 'volumeClaimTemplates', i),
        action: 'lost',
        message: `${named(resource)} would start in ${target} with empty volumes, as its claims ${name}-${resource.name}-0 and on stay in ${namespace} with their data`,
        remedy: `Copy the data of each claim, or keep the volumes (persistentVolumeReclaimPolicy: Retain) and bind them to claims of the same names in ${target} first`,
      }),
    ),
  )
}

/** Whether a claim is one that a StatefulSet makes: `<template>-<set>-<ordinal>`. */
function makesClaim(set: Resource, claim: string): boolean {
  return templateNames(set).some((template) => {
    const prefix = `${template}-${set.name}-`
    return claim.startsWith(prefix) && /^\d+$/.test(claim.slice(prefix.length))
  })
}

function templateNames(resource: Resource): string[] {
  const templates = resource.kind === 'StatefulSet' ? valueIn(resource, 'spec', 'volumeClaimTemplates') : undefined
  return (Array.isArray(templates) ? (templates as unknown[]) : []).map((template) => {
    const metadata = isObject(template) && isObject(template['metadata']) ? template['metadata'] : {}
    return typeof metadata['name'] === 'string' ? metadata['name'] : 'data'
  })
}
