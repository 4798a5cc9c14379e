import {
  type Cluster,
  conform,
  effectiveNamespace,
  isObject,
  type LabelSelector,
  labelSelectorShape,
  type PodSpec,
  selectorMatches,
  type Workload,
} from '../../cluster/index.ts'

/** Node labels by which pods are commonly kept apart: per node, zone and region, with the names used before v1.17. */
export const topologyKeys = [
  'kubernetes.io/hostname',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
] as const

type PodAntiAffinity = NonNullable<NonNullable<PodSpec['affinity']>['podAntiAffinity']>
export type AffinityTerm = NonNullable<PodAntiAffinity['requiredDuringSchedulingIgnoredDuringExecution']>[number]
export type SpreadConstraint = NonNullable<PodSpec['topologySpreadConstraints']>[number]

/** All terms of a pod's anti-affinity, required and preferred. */
export function antiAffinityTerms(workload: Workload): readonly AffinityTerm[] {
  const antiAffinity = workload.pod.spec.affinity?.podAntiAffinity
  return [
    ...(antiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(antiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((each) => each.podAffinityTerm ?? {}),
  ]
}

/** Why a term does not keep the pods of a workload from each other; undefined when it does. */
export function uselessness(
  cluster: Cluster,
  workload: Workload,
  term: AffinityTerm,
  keys: readonly string[],
): string | undefined {
  const namespace = effectiveNamespace(workload.resource)
  if (!reaches(cluster, namespace, term)) {
    const namespaces = term.namespaces?.join(', ')
    return `looks for pods of ${namespaces ? `the namespace ${namespaces}` : 'other namespaces'}, not of ${namespace}`
  }
  if (!keys.includes(term.topologyKey ?? '')) {
    return term.topologyKey ? `keeps pods apart by ${term.topologyKey}` : 'has no topologyKey'
  }
  return selectsOwnPods(workload, term.labelSelector) ? undefined : "does not select the workload's own pods"
}

/** Whether a selector finds the pods of the workload that it stands in. */
export function selectsOwnPods(workload: Workload, selector: LabelSelector | undefined): boolean {
  return selectorMatches(selector, workload.pod.metadata.labels)
}

/**
 * Whether a term covers a namespace: the pod's own when it names none, else those named and those selected.
 * Source: kubernetes/api core/v1/types.go (PodAffinityTerm).
 */
function reaches(cluster: Cluster, namespace: string, { namespaces = [], namespaceSelector }: AffinityTerm): boolean {
  if (namespaces.includes(namespace)) return true
  if (!isObject(namespaceSelector)) return namespaces.length === 0
  if (Object.keys(namespaceSelector).length === 0) return true
  const declared = cluster.find('Namespace', undefined, namespace)
  // Without the Namespace its labels are not known, and the author gets the benefit of the doubt.
  if (!declared) return true
  const labels = { ...declared.metadata.labels, 'kubernetes.io/metadata.name': namespace }
  return selectorMatches(conform(namespaceSelector, labelSelectorShape, [], []), labels)
}
