import type { LabelSelector } from './pod-shape.ts'

/**
 * Whether a label selector matches labels, as apimachinery decides it: an empty selector matches everything, a missing
 * one nothing; `NotIn` and `DoesNotExist` hold for labels without the key.
 * Source: kubernetes/apimachinery pkg/apis/meta/v1/helpers.go, pkg/labels/selector.go.
 */
export function selectorMatches(
  selector: LabelSelector | undefined,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  if (selector === undefined) return false
  const own = labels ?? {}
  for (const [key, value] of Object.entries(selector.matchLabels ?? {})) {
    if (!Object.hasOwn(own, key) || own[key] !== value) return false
  }
  return (selector.matchExpressions ?? []).every(({ key = '', operator, values = [] }) => {
    const present = Object.hasOwn(own, key)
    const listed = present && values.includes(own[key] ?? '')
    switch (operator) {
      case 'In':
        return listed
      case 'NotIn':
        return !listed
      case 'Exists':
        return present
      case 'DoesNotExist':
        return !present
      default:
        return false
    }
  })
}

/** Whether an equality-only selector, as Services carry it, matches; an empty one selects nothing. */
export function labelsMatch(
  selector: Readonly<Record<string, string>> | undefined,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  const wanted = Object.entries(selector ?? {})
  return (
    wanted.length > 0 &&
    wanted.every(([key, value]) => labels !== undefined && Object.hasOwn(labels, key) && labels[key] === value)
  )
}
