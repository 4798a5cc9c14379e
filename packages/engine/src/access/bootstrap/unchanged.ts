import { type Binding, serviceAccountUser } from '../bindings.ts'
import { covers } from '../covers.ts'
import type { ClusterRoleObject, PolicyRule, RoleObject, Subject } from '../objects.ts'
import { widestBinding, widestRules } from './widest.ts'

/**
 * Whether a role is one that every API server makes, and gives nothing that it would not. It may give less. The rules are
 * those that it gives in the end: for an aggregate the caller has them from the controller, or from `clusterRoleRules`.
 */
export function isBootstrapRole(
  role: RoleObject | ClusterRoleObject,
  kind: string,
  rules: readonly PolicyRule[] = role.rules ?? [],
): boolean {
  const known = widestRules(kind, role)
  return known !== undefined && covers(known, rules).covered
}

/** Whether a binding is one that every API server makes, for nobody else, and of a role that is unchanged or not in the input. */
export function isBootstrapBinding(binding: Binding): boolean {
  const { role, target, list } = binding
  if (!isOfDefaultRole(binding) || addedSubjects(binding).length > 0) return false
  return target === undefined || isBootstrapRole(target, role.kind, list.rules)
}

/** Whether there is a default binding of this kind, place and name. */
export function isBootstrapBindingName({ kind, namespace, name }: Binding): boolean {
  if ((kind === 'ClusterRoleBinding') !== (namespace === '')) return false
  return widestBinding(namespace, name) !== undefined
}

/** Whether it names the role that the default binding of its name does. */
export function isOfDefaultRole(binding: Binding): boolean {
  const { role, namespace, name } = binding
  const { roleRef } = (isBootstrapBindingName(binding) && widestBinding(namespace, name)) || {}
  return roleRef !== undefined && roleRef.kind === role.kind && roleRef.name === role.name
}

/** Its subjects that the default binding of its name does not have. Those that are nobody are left out. */
export function addedSubjects({ namespace, name, subjects }: Binding): Subject[] {
  const known = new Set(widestBinding(namespace, name)?.subjects?.map((subject) => identity(subject, namespace)))
  return subjects.filter((subject) => {
    const who = identity(subject, namespace)
    return who !== undefined && !known.has(who)
  })
}

/** Who a subject is; a service account is a user. Undefined for nobody. */
function identity({ kind, name = '', namespace }: Subject, bindingNamespace: string): string | undefined {
  if (kind === 'User') return `User ${name}`
  if (kind === 'Group') return `Group ${name}`
  const of = namespace || bindingNamespace
  return kind === 'ServiceAccount' && of !== '' ? `User ${serviceAccountUser(of, name)}` : undefined
}
