import { selectorMatches } from '../cluster/index.ts'
import type { ClusterRoleObject, LabelSelector, PolicyRule, RoleObject } from './objects.ts'

/**
 * The rules of each ClusterRole as the aggregation controller leaves them: those of an aggregate are replaced by the rules
 * of the roles that its selectors choose, which may be aggregates too.
 *
 * Source: kubernetes/kubernetes pkg/controller/clusterroleaggregation
 */
export function aggregatedRules(roles: readonly ClusterRoleObject[]): Map<ClusterRoleObject, readonly PolicyRule[]> {
  const rules = new Map(roles.map((role) => [role, role.rules ?? []]))
  const feeders = aggregatedRoles(roles)
  // Each round carries rules one aggregate further; a cycle of aggregates comes to rest once all hold the same.
  for (let round = 0; round <= feeders.size; round++) {
    let changed = false
    for (const [role, sources] of feeders) {
      const joined = joinedRules(sources.map((source) => rules.get(source) ?? []))
      if (isSame(joined, rules.get(role) ?? [])) continue
      rules.set(role, joined)
      changed = true
    }
    if (!changed) break
  }
  return rules
}

/** The roles that each aggregate takes its rules from, by name; they may be aggregates too. */
export function aggregatedRoles(
  roles: readonly ClusterRoleObject[],
): Map<ClusterRoleObject, readonly ClusterRoleObject[]> {
  const byName = roles.toSorted((a, b) => compare(a.metadata?.name ?? '', b.metadata?.name ?? ''))
  const aggregates = roles.filter((role) => selectorsOf(role).length > 0)
  return new Map(aggregates.map((role) => [role, feedersOf(role, byName)]))
}

/** A role and all that it takes its rules from, however many aggregates lie between. */
export function withFeeders(
  role: RoleObject,
  feeders: ReadonlyMap<RoleObject, readonly RoleObject[]>,
): ReadonlySet<RoleObject> {
  const all = new Set([role])
  for (const each of all) for (const feeder of feeders.get(each) ?? []) all.add(feeder)
  return all
}

/** The selectors by which a ClusterRole aggregates others; none for one that has rules of its own. */
export function selectorsOf({ aggregationRule }: ClusterRoleObject): readonly LabelSelector[] {
  return aggregationRule?.clusterRoleSelectors ?? []
}

function feedersOf(role: ClusterRoleObject, byName: readonly ClusterRoleObject[]): ClusterRoleObject[] {
  return selectorsOf(role).flatMap((selector) => byName.filter((other) => other !== role && isChosen(other, selector)))
}

/** Whether a selector of an aggregate chooses a role. */
export function isChosen({ metadata }: ClusterRoleObject, selector: LabelSelector): boolean {
  return selectorMatches(plain(selector), metadata?.labels ?? {})
}

function plain({ matchLabels, matchExpressions }: LabelSelector) {
  return {
    matchLabels: matchLabels ?? {},
    matchExpressions: (matchExpressions ?? []).map(({ values, ...rest }) => ({ ...rest, values: values ?? [] })),
  }
}

function joinedRules(lists: readonly (readonly PolicyRule[])[]): PolicyRule[] {
  const joined = new Map<string, PolicyRule>()
  for (const rule of lists.flat()) {
    const key = keyOf(rule)
    if (!joined.has(key)) joined.set(key, rule)
  }
  return [...joined.values()]
}

function keyOf({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): string {
  return JSON.stringify([verbs ?? [], apiGroups ?? [], resources ?? [], resourceNames ?? [], nonResourceURLs ?? []])
}

function isSame(a: readonly PolicyRule[], b: readonly PolicyRule[]): boolean {
  return a.length === b.length && a.every((rule, i) => b[i] !== undefined && keyOf(rule) === keyOf(b[i]))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
