import type { PolicyRule, Subject } from '../objects.ts'

/**
 * A rule, each of its lists joined by commas; the core group is empty.
 */
export type RuleRow =
  | readonly [verbs: string, nonResourceURLs: string]
  | readonly [verbs: string, apiGroups: string, resources: string, resourceNames?: string]

/** The name of its role, which is of the binding's own scope, and its subjects: `User name`, `ServiceAccount namespace/name`. */
export type BindingRow = readonly [role: string, ...subjects: string[]]

/** Roles and bindings by name, those of a namespace by `namespace/name`. */
export interface PolicyTable {
  readonly clusterRoles: Readonly<Record<string, readonly RuleRow[]>>
  readonly roles: Readonly<Record<string, readonly RuleRow[]>>
  readonly clusterRoleBindings: Readonly<Record<string, BindingRow>>
  readonly roleBindings: Readonly<Record<string, BindingRow>>
}

/** The aggregate that a ClusterRole feeds: `{ edit: 'admin' }` stands for its label `…/aggregate-to-admin: "true"`. */
export type FeedTable = Readonly<Record<string, string>>

export function ruleOf(row: RuleRow): PolicyRule {
  const [verbs, second, resources, names] = row
  if (resources === undefined) return { verbs: verbs.split(','), nonResourceURLs: second.split(',') }
  return {
    verbs: verbs.split(','),
    apiGroups: second.split(','),
    resources: resources.split(','),
    ...(names !== undefined && { resourceNames: names.split(',') }),
  }
}

export function subjectOf(text: string): Subject {
  const [kind = '', title = ''] = text.split(' ')
  if (kind !== 'ServiceAccount') return { kind, apiGroup: 'rbac.authorization.k8s.io', name: title }
  const [namespace = '', name = ''] = title.split('/')
  return { kind, name, namespace }
}

/** A key of the table, taken apart. */
export function placeOf(key: string): { readonly namespace: string | undefined; readonly name: string } {
  const slash = key.indexOf('/')
  return slash === -1
    ? { namespace: undefined, name: key }
    : { namespace: key.slice(0, slash), name: key.slice(slash + 1) }
}
