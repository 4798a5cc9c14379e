import { aggregatedRules } from '../aggregate.ts'
import type { BindingObject, ClusterRoleObject, RbacObjects, RoleObject } from '../objects.ts'
import { aggregates, defaultPolicy, feeds } from './default-policy.ts'
import { once } from './once.ts'
import { type BindingRow, placeOf, type PolicyTable, ruleOf, subjectOf } from './table.ts'

/** The label of what an API server makes, and mends when it starts. */
export const bootstrapLabel = { key: 'kubernetes.io/bootstrapping', value: 'rbac-defaults' } as const

/** The annotation that keeps an API server from mending what it made, when it says `false`. */
export const autoupdate = 'rbac.authorization.kubernetes.io/autoupdate'

/** The label by which a ClusterRole feeds an aggregate. */
export function feedLabel(aggregate: string): string {
  return `rbac.authorization.k8s.io/aggregate-to-${aggregate}`
}

/**
 * The roles and bindings that an API server makes when it first starts, as they are before a controller fills in `rules` of
 * the aggregates.
 *
 * Source: kubernetes/kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy
 */
export const bootstrapObjects = once(() => objectsFrom(defaultPolicy()))

/** The objects that a table stands for. */
export function objectsFrom(policy: PolicyTable) {
  return {
    clusterRoles: Object.entries(policy.clusterRoles).map(([name, rows]): ClusterRoleObject => {
      const fed = feeds[name]
      const metadata = metadataOf(name, fed === undefined ? {} : { [feedLabel(fed)]: 'true' })
      if (!aggregates.includes(name)) return { metadata, rules: rows.map(ruleOf) }
      const clusterRoleSelectors = [{ matchLabels: { [feedLabel(name)]: 'true' } }]
      return { metadata, rules: null, aggregationRule: { clusterRoleSelectors } }
    }),
    roles: Object.entries(policy.roles).map(
      ([key, rows]): RoleObject => ({ metadata: metadataOf(key), rules: rows.map(ruleOf) }),
    ),
    clusterRoleBindings: bindingsFrom(policy.clusterRoleBindings, 'ClusterRole'),
    roleBindings: bindingsFrom(policy.roleBindings, 'Role'),
  } satisfies RbacObjects
}

function bindingsFrom(table: Readonly<Record<string, BindingRow>>, roleKind: string): BindingObject[] {
  return Object.entries(table).map(([key, [name, ...subjects]]) => ({
    metadata: metadataOf(key),
    subjects: subjects.map(subjectOf),
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: roleKind, name },
  }))
}

function metadataOf(key: string, labels: Readonly<Record<string, string>> = {}) {
  const { name, namespace } = placeOf(key)
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    labels: { [bootstrapLabel.key]: bootstrapLabel.value, ...labels },
    annotations: { [autoupdate]: 'true' },
  }
}

/** A role or binding as the table calls it. */
export function keyOf({ metadata = {} }: RoleObject | BindingObject): string {
  const { name = '', namespace } = metadata
  return namespace ? `${namespace}/${name}` : name
}

/** ClusterRoles by name, each with the rules that it gives in the end and nothing more to aggregate. */
export function aggregated(roles: readonly ClusterRoleObject[]): ReadonlyMap<string, ClusterRoleObject> {
  return new Map(
    [...aggregatedRules(roles)].map(([{ metadata = {} }, rules]) => [metadata.name ?? '', { metadata, rules }]),
  )
}

const clusterRoles = once(() => aggregated(bootstrapObjects().clusterRoles))

/** A ClusterRole that an API server makes; `admin`, `edit` and `view` with the rules that are aggregated for them. */
export function bootstrapClusterRole(name: string): ClusterRoleObject | undefined {
  return clusterRoles().get(name)
}
