import type { PolicyRule } from './objects.ts'

/**
 * Joins the verbs of rules for one group, one resource and the same name, or none; all other rules stay as they are. What
 * comes out covers what went in, and the other way round.
 *
 * Source: kubernetes/kubernetes pkg/registry/rbac/validation/policy_compact.go
 */
export function compactRules(rules: readonly PolicyRule[]): PolicyRule[] {
  const compacted: PolicyRule[] = []
  const simple = new Map<string, PolicyRule>()
  for (const rule of rules) {
    const key = simpleKey(rule)
    if (key === undefined) {
      compacted.push(rule)
      continue
    }
    const before = simple.get(key)
    simple.set(key, before ? { ...before, verbs: [...(before.verbs ?? []), ...(rule.verbs ?? [])] } : rule)
  }
  return [...compacted, ...simple.values()]
}

/** Undefined for a rule that is about more than one thing. */
function simpleKey({ apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): string | undefined {
  if ((resourceNames?.length ?? 0) > 1 || (nonResourceURLs?.length ?? 0) > 0) return undefined
  if (apiGroups?.length !== 1 || resources?.length !== 1) return undefined
  return JSON.stringify([apiGroups[0], resources[0], resourceNames ?? []])
}
