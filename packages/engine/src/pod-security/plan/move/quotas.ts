import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { named, namesOf } from './words.ts'

/** What limits the pods of a namespace: a new one limits nothing, and fills in no requests. */
export function limitsToCopy({ cluster, here, namespace, target, moved }: Move): MoveConsequence[] {
  const bare = moved.filter(({ containers }) =>
    containers.some(({ spec, kind }) => kind !== 'ephemeral' && !(spec.resources?.requests && spec.resources.limits)),
  )
  return [
    ...here('ResourceQuota', '').map(
      (resource): MoveConsequence => ({
        kind: 'resource-quota',
        resource,
        action: 'copy',
        message: `${named(resource)} counts only what is in ${namespace}, so that nothing limits ${target}`,
        remedy: `Make a ResourceQuota in ${target}, and take its part off this one`,
      }),
    ),
    ...here('LimitRange', '').map(
      (resource): MoveConsequence => ({
        kind: 'limit-range',
        resource,
        action: 'copy',
        message: `${named(resource)} sets bounds and defaults only in ${namespace}${bare.length > 0 ? `, and ${namesOf(bare, cluster)} leaves requests or limits to it` : ''}`,
        remedy: `Make it in ${target} before the pods`,
      }),
    ),
  ]
}
