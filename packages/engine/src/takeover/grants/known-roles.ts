import {
  type Binding,
  bootstrapClusterRole,
  type ClusterAccess,
  type PolicyRule,
  type RoleObject,
} from '../../access/index.ts'
import { roleKey } from './who.ts'

/** The rules of a role. */
export interface KnownRole {
  /** What bindings call it. */
  readonly title: string
  readonly rules: readonly PolicyRule[]
  /** Why it must stay as it is, if so. */
  readonly kept: string | undefined
}

/** Says why a role must stay as it is; undefined when it need not. */
export type KeptRole = (
  role: Pick<Binding, 'target' | 'role'> & { readonly list: Pick<Binding['list'], 'rules'> },
) => string | undefined

/** Every role that is declared, bound or not. */
export function declaredRoles({ rbac }: ClusterAccess, keptRole: KeptRole): Map<string, KnownRole> {
  const known = new Map<string, KnownRole>()
  const add = (kind: 'Role' | 'ClusterRole', target: RoleObject, rules: readonly PolicyRule[]) => {
    const { name = '', namespace = '' } = target.metadata ?? {}
    const key = roleKey(kind, name, namespace)
    const kept = keptRole({ target, role: { kind, name }, list: { rules } })
    if (!known.has(key)) known.set(key, { title: key, rules, kept })
  }
  for (const [role, rules] of rbac.clusterRoleRules) add('ClusterRole', role, rules)
  for (const role of rbac.roles) add('Role', role, role.rules ?? [])
  return known
}

/** A ClusterRole that every API server makes, for where the input holds none of the name. */
export function defaultRole(kind: string, name: string, keptRole: KeptRole): KnownRole | undefined {
  const target = kind === 'ClusterRole' ? bootstrapClusterRole(name) : undefined
  const rules = target?.rules ?? []
  const kept = target && keptRole({ target, role: { kind, name }, list: { rules } })
  return target && { title: roleKey(kind, name, ''), rules, kept }
}
