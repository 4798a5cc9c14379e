import { type LabelSelector, selectorMatches } from '../../cluster/index.ts'
import type { Model } from '../network.ts'
import type { Term } from '../policy/policy.ts'

/** What a selector asks of one label. */
export type Requirement = NonNullable<LabelSelector['matchExpressions']>[number]

/** What a selector of pods comes to in one namespace. */
export interface TermsIn {
  /** Whether it means the namespace at all; undefined where that hangs on labels that are not known. */
  readonly fits: boolean | undefined
  /** What is left to ask of a pod there: none where every pod is meant. */
  readonly requirements: readonly Requirement[]
}

const namespaceKey = 'io.kubernetes.pod.namespace'
const namespaceLabelsKey = 'io.cilium.k8s.namespace.labels.'
const clusterKey = 'io.cilium.k8s.policy.cluster'

/** Parts what a selector asks of a namespace, which is decided here, from what it asks of pods. */
export function termsIn(
  { namespaceLabels, hasNamespace, clusterName }: Pick<Model, 'namespaceLabels' | 'hasNamespace' | 'clusterName'>,
  terms: readonly Term[],
  namespace: string,
): TermsIn {
  const requirements: Requirement[] = []
  let fits: boolean | undefined = true
  const ask = (isMet: boolean | undefined) => {
    if (isMet === false || (isMet === undefined && fits === true)) fits = isMet
  }
  const ofNamespace = (requirement: Requirement): boolean | undefined =>
    hasNamespace(namespace) || requirement.key === 'kubernetes.io/metadata.name'
      ? meets(requirement, namespaceLabels(namespace))
      : undefined
  for (const { labels, selector } of terms) {
    for (const requirement of requirementsOf(selector)) {
      const { key = '' } = requirement
      if (labels === 'namespace') ask(ofNamespace(requirement))
      else if (labels === 'pod') requirements.push(requirement)
      else if (key.startsWith(namespaceLabelsKey))
        ask(ofNamespace({ ...requirement, key: key.slice(namespaceLabelsKey.length) }))
      else if (key === namespaceKey) ask(meets(requirement, { [key]: namespace }))
      else if (key === clusterKey) ask(meets(requirement, { [key]: clusterName }))
      else if (key.startsWith('reserved:')) ask(meets(requirement, {}))
      else requirements.push(requirement)
    }
  }
  return { fits, requirements }
}

export function requirementsOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): Requirement[] {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => ({ key, operator: 'In', values: [value] })),
    ...matchExpressions,
  ]
}

export function meets(requirement: Requirement, labels: Readonly<Record<string, string>>): boolean {
  return selectorMatches({ matchExpressions: [requirement] }, labels)
}
