import { isObject, pathIn, type Resource, valueIn } from '../../../cluster/index.ts'
import { labelPrefix } from '../../admission/labels.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { listed } from './words.ts'

/** The label that each namespace has, with its name. Source: kubernetes/api core/v1 LabelMetadataName. */
export const nameLabel = 'kubernetes.io/metadata.name'

/** Annotations of a namespace that admission acts on. */
const acting: readonly string[] = [
  'scheduler.alpha.kubernetes.io/node-selector',
  'scheduler.alpha.kubernetes.io/defaultTolerations',
  'scheduler.alpha.kubernetes.io/tolerationsWhitelist',
  'openshift.io/node-selector',
]

/**
 * Labels by which webhooks and policies select the namespace, as those that inject sidecars do, and annotations that
 * admission acts on. The name is a label that each namespace has, and Pod Security levels are why there is a move.
 * Source of the annotations: kubernetes/kubernetes plugin/pkg/admission/{podnodeselector,podtolerationrestriction}.
 */
export function namespaceLabels({ cluster, namespace, target }: Move): MoveConsequence[] {
  return cluster.ofKind('Namespace', '').flatMap((resource): MoveConsequence[] => {
    if (resource.name !== namespace) return []
    const labels = Object.keys(labelsToCopy(resource, namespace))
    const annotations = keysOf(resource, 'annotations').filter((key) => acting.includes(key))
    return [
      ...about(resource, 'labels', labels, 'by which webhooks and policies may select it', target),
      ...about(resource, 'annotations', annotations, 'by which its pods are placed', target),
    ]
  })
}

/** Labels that a new namespace could take over: not the name of the old one, under whatever key it stands. */
export function labelsToCopy(resource: Resource | undefined, namespace: string): Record<string, string> {
  const labels = Object.entries(resource?.metadata.labels ?? {})
  return Object.fromEntries(
    labels.filter(([key, value]) => value !== namespace && key !== nameLabel && !key.startsWith(labelPrefix)),
  )
}

function about(
  resource: Resource,
  field: 'labels' | 'annotations',
  keys: readonly string[],
  purpose: string,
  target: string,
): MoveConsequence[] {
  if (keys.length === 0) return []
  return [
    {
      kind: 'namespace-labels',
      resource,
      path: pathIn(resource, 'metadata', field),
      action: 'copy',
      message: `The Namespace ${resource.name} has the ${field} ${listed(keys)}, ${purpose}, and ${target} would not`,
      remedy: `Give ${target} those that its pods need`,
    },
  ]
}

function keysOf(resource: Resource, field: 'labels' | 'annotations'): string[] {
  const map = valueIn(resource, 'metadata', field)
  return isObject(map) ? Object.keys(map) : []
}
