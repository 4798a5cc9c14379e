import type { Binding, Rbac } from '../bindings.ts'
import { covers } from '../covers.ts'
import type { ClusterAccess } from '../from-cluster.ts'
import type { ClusterRoleObject, PolicyRule, RoleObject, Subject } from '../objects.ts'
import { aggregates, feeds } from './default-policy.ts'
import { autoupdate, feedLabel } from './objects.ts'
import { addedSubjects, isBootstrapBindingName, isOfDefaultRole } from './unchanged.ts'
import { widestRules } from './widest.ts'

/** What is different about a role or binding that an API server makes. What was taken away is no change. */
export type BootstrapChange =
  | {
      readonly kind: 'ClusterRole' | 'Role'
      readonly object: RoleObject | ClusterRoleObject
      /** Smallest parts of its rules that no default rule holds. */
      readonly added: readonly PolicyRule[]
      /** Whether an API server may not add what is missing when it starts. */
      readonly heldBack: boolean
    }
  | {
      readonly kind: 'ClusterRoleBinding' | 'RoleBinding'
      readonly object: Binding['object']
      readonly binding: Binding
      /** Subjects that the default does not have; all of them when it names another role. */
      readonly added: readonly Subject[]
      /** Whether it names another role than the default. */
      readonly otherRole: boolean
      readonly heldBack: boolean
    }

/**
 * What was added to the roles and bindings that an API server makes, or keeps it from mending them. An API server adds what
 * is missing when it starts and removes nothing, so what was added stays over restarts and upgrades.
 *
 * Roles of others may feed `admin`, `edit` and `view` by the labels that are meant for it; that is no change of these.
 *
 * Source: kubernetes/component-helpers auth/rbac/reconciliation
 */
export function changedBootstrap({ rbac }: Pick<ClusterAccess, 'rbac'>): BootstrapChange[] {
  const clusterRoles = [...rbac.clusterRoleRules].map(([object, rules]) => {
    const known = widestRules('ClusterRole', object)
    return roleChange('ClusterRole', object, known && [...known, ...fedRules(object, rbac)], rules)
  })
  const roles = rbac.roles.map((object) => roleChange('Role', object, widestRules('Role', object), object.rules ?? []))
  return [...clusterRoles, ...roles, ...rbac.bindings.map(bindingChange)].filter((change) => change !== undefined)
}

function roleChange(
  kind: 'ClusterRole' | 'Role',
  object: RoleObject,
  known: readonly PolicyRule[] | undefined,
  rules: readonly PolicyRule[],
): BootstrapChange | undefined {
  if (known === undefined) return undefined
  const added = covers(known, rules).uncovered
  const heldBack = isHeldBack(object)
  return added.length > 0 || heldBack ? { kind, object, added, heldBack } : undefined
}

function bindingChange(binding: Binding): BootstrapChange | undefined {
  if (!isBootstrapBindingName(binding)) return undefined
  const { kind, object, subjects } = binding
  const otherRole = !isOfDefaultRole(binding)
  const added = otherRole ? subjects : addedSubjects(binding)
  const heldBack = isHeldBack(object)
  return added.length > 0 || otherRole || heldBack ? { kind, object, binding, added, otherRole, heldBack } : undefined
}

/** What comes into an aggregate by its default label: from roles of others, and from defaults, which are looked at themselves. */
function fedRules({ metadata }: ClusterRoleObject, { clusterRoleRules }: Rbac): PolicyRule[] {
  const aggregate = metadata?.name ?? ''
  if (!aggregates.includes(aggregate)) return []
  return [...clusterRoleRules]
    .filter(([role]) => role.metadata?.labels?.[feedLabel(aggregate)] === 'true')
    .filter(
      ([role]) => feeds[role.metadata?.name ?? ''] === aggregate || widestRules('ClusterRole', role) === undefined,
    )
    .flatMap(([, rules]) => rules)
}

function isHeldBack({ metadata }: RoleObject | Binding['object']): boolean {
  return metadata?.annotations?.[autoupdate] === 'false'
}
