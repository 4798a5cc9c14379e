import type { Labels, Pod, Requirement, Selector, World } from './world.ts'

/** A selector of the API; null and absent ones are the caller's to tell apart. */
export function matches({ matchLabels, matchExpressions }: Selector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels ?? {}).every(([key, value]) => labels[key] === value) &&
    (matchExpressions ?? []).every((requirement) => holds(requirement, labels))
  )
}

/** A label that is absent is not in any list: NotIn holds. Source: k8s.io/apimachinery pkg/labels. */
function holds({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = labels[key]
  switch (operator) {
    case 'In':
      return value !== undefined && (values ?? []).includes(value)
    case 'NotIn':
      return value === undefined || !(values ?? []).includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      throw new Error(`${operator} is no operator of a selector`)
  }
}

/** The pods that a peer's selectors mean: without one of namespaces, those of the policy's own. */
export function podsOf(
  { namespaces, pods }: World,
  own: string,
  podSelector: Selector | null | undefined,
  namespaceSelector: Selector | null | undefined,
): Pod[] {
  return pods.filter(
    ({ namespace, labels }) =>
      (namespaceSelector ? matches(namespaceSelector, namespaces.get(namespace) ?? {}) : namespace === own) &&
      matches(podSelector ?? {}, labels),
  )
}
