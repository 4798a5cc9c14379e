import { isObject, pathIn, type Resource, valueIn, headOf } from '../../../cluster/index.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { named } from './words.ts'

/** What a controller or a Helm release makes comes back where it was, as long as its maker is told so. */
export function origins(move: Move): MoveConsequence[] {
  const { cluster, moved } = move
  const resources = new Set(moved.map(({ resource }) => resource))
  const tops = moved
    .filter((workload) => {
      const head = headOf(workload, cluster)
      return head === workload.resource || !resources.has(head)
    })
    .map(({ resource }) => resource)
  const makers = new Set<string>()
  return [...new Set(tops)].flatMap((resource): MoveConsequence[] => {
    const owned = ownedBy(resource, move)
    if (owned === undefined) return releaseOf(resource, move)
    // The Pods of one controller, and what a custom resource makes, are told of once for each kind.
    const key = `${owned.maker}\0${resource.kind}`
    if (makers.has(key)) return []
    makers.add(key)
    return [owned.consequence]
  })
}

/** Kinds that are mostly made by another in turn, which may not have been given. */
const makerAbove: ReadonlyMap<string, string> = new Map([
  ['ReplicaSet', 'Deployment'],
  ['Job', 'CronJob'],
])

function ownedBy(
  resource: Resource,
  { namespace, target }: Move,
): { readonly maker: string; readonly consequence: MoveConsequence } | undefined {
  const owners = valueIn(resource, 'metadata', 'ownerReferences')
  const listed: readonly unknown[] = Array.isArray(owners) ? owners : []
  const index = listed.findIndex((owner) => isObject(owner) && owner['controller'] === true)
  const owner = listed[index]
  if (!isObject(owner) || typeof owner['kind'] !== 'string' || typeof owner['name'] !== 'string') return undefined
  const maker = `${owner['kind']} ${owner['name']}`
  const above = makerAbove.get(owner['kind'])
  return {
    maker,
    consequence: {
      kind: 'origin',
      resource,
      path: pathIn(resource, 'metadata', 'ownerReferences', index),
      action: 'change',
      message: `${named(resource)} is made by ${maker}, which would make it in ${namespace} again`,
      remedy: `Move ${maker}${above === undefined ? '' : `, or the ${above} that made it,`} to ${target} in place of what it makes`,
    },
  }
}

/** Source: helm/helm pkg/action/validate.go, which sets the label and the annotations on all that a release holds. */
function releaseOf(resource: Resource, { namespace, target }: Move): MoveConsequence[] {
  const { labels, annotations } = resource.metadata
  const release = annotations?.['meta.helm.sh/release-name']
  const isHelms = labels?.['app.kubernetes.io/managed-by'] === 'Helm'
  if (release === undefined && !isHelms) return []
  const home = annotations?.['meta.helm.sh/release-namespace'] ?? namespace
  const path =
    release === undefined
      ? pathIn(resource, 'metadata', 'labels', 'app.kubernetes.io/managed-by')
      : pathIn(resource, 'metadata', 'annotations', 'meta.helm.sh/release-name')
  return [
    {
      kind: 'origin',
      resource,
      path,
      action: 'check',
      message: `${named(resource)} is of ${release === undefined ? 'a Helm release' : `the Helm release ${release} of ${home}`}, which puts it into ${namespace} again when it is upgraded`,
      remedy: `Take it out of this release by its values, and install a release with it in ${target}`,
    },
  ]
}
