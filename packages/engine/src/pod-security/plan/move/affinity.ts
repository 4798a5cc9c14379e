import { type LabelSelector, selectorMatches, type Workload, headOf } from '../../../cluster/index.ts'
import type { Path } from '../../../yaml/index.ts'
import type { MoveConsequence } from './consequence.ts'
import type { Move } from './move.ts'
import { named, namesOf } from './words.ts'

/** A term of affinity that means pods of its own namespace only. */
interface LocalTerm {
  readonly field: 'podAffinity' | 'podAntiAffinity'
  readonly required: boolean
  readonly labelSelector: LabelSelector | undefined
  readonly path: Path
}

const required = 'requiredDuringSchedulingIgnoredDuringExecution'
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution'

/**
 * Affinity between pods that move and pods that stay: a term without `namespaces` and `namespaceSelector` means the pod's
 * own namespace. Source: kubernetes/api core/v1 PodAffinityTerm.
 */
export function affinityThatBreaks({ cluster, namespace, target, moved, stayers }: Move): MoveConsequence[] {
  const sides = [
    ...moved.map((workload) => ({ workload, others: stayers, home: namespace })),
    ...stayers.map((workload) => ({ workload, others: moved, home: target })),
  ]
  return sides.flatMap(({ workload, others, home }) => {
    if (headOf(workload, cluster) !== workload.resource) return []
    return localTerms(workload).flatMap(({ field, required: isRequired, labelSelector, path }): MoveConsequence[] => {
      const meant = others.filter(({ pod }) => selectorMatches(labelSelector, pod.metadata.labels))
      if (meant.length === 0) return []
      const near = field === 'podAffinity'
      const effect =
        near && isRequired ? 'finds no node without them' : `no longer keeps ${near ? 'near' : 'away from'} them`
      return [
        {
          kind: 'pod-affinity',
          resource: workload.resource,
          path,
          action: 'change',
          message: `${named(workload.resource)} is placed by ${namesOf(meant, cluster)} of its own namespace, and ${effect}`,
          remedy: `Add ${home} to the namespaces of this term`,
        },
      ]
    })
  })
}

function localTerms({ pod }: Workload): LocalTerm[] {
  return (['podAffinity', 'podAntiAffinity'] as const).flatMap((field) => {
    const affinity = pod.spec.affinity?.[field]
    const at = (...below: Path) => pod.specPath('affinity', field, ...below)
    const terms = [
      ...(affinity?.[required] ?? []).map((term, i) => ({ term, path: at(required, i), required: true })),
      ...(affinity?.[preferred] ?? []).map(({ podAffinityTerm: term = {} }, i) => ({
        term,
        path: at(preferred, i, 'podAffinityTerm'),
        required: false,
      })),
    ]
    return terms.flatMap(({ term, ...rest }): LocalTerm[] =>
      term.namespaces?.length || (term.namespaceSelector !== undefined && term.namespaceSelector !== null)
        ? []
        : [{ field, labelSelector: term.labelSelector, ...rest }],
    )
  })
}
