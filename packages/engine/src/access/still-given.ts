import { selectorsOf } from './aggregate.ts'
import type { Found } from './applications.ts'
import { type Binding, serviceAccountUser } from './bindings.ts'
import type { BindingObject, ClusterRoleObject, Given, RbacObjects, Subject, User } from './objects.ts'
import type { PreparedRequest } from './rule.ts'

/** Whether what an index found to allow a request is in the objects as they are now. */
export function isStillGiven(
  objects: Given<RbacObjects>,
  { binding, subject, ruleIndex }: Found,
  user: Given<User>,
  request: PreparedRequest,
): boolean {
  const { kind, name, namespace, role, index } = binding
  const object = (kind === 'RoleBinding' ? objects?.roleBindings : objects?.clusterRoleBindings)?.[index]
  if ((object?.metadata?.name ?? '') !== name) return false
  if (kind === 'RoleBinding' && (object?.metadata?.namespace ?? '') !== namespace) return false
  if (!isSameRef(object, binding) || !applies(object?.subjects?.[subject], namespace, user)) return false
  const target = (role.kind === 'Role' ? objects?.roles : objects?.clusterRoles)?.[binding.roleIndex]
  if (!target || (target.metadata?.name ?? '') !== role.name) return false
  if (role.kind === 'Role' && (target.metadata?.namespace ?? '') !== namespace) return false
  const isAggregate = role.kind === 'ClusterRole' && selectorsOf(target as ClusterRoleObject).length > 0
  const rule = isAggregate ? binding.list.rules[ruleIndex] : target.rules?.[ruleIndex]
  return request.isAllowedBy(rule ?? {})
}

function isSameRef(object: Given<BindingObject>, { role }: Binding): boolean {
  return object?.roleRef?.kind === role.kind && (object.roleRef.name ?? '') === role.name
}

function applies(subject: Given<Subject>, bindingNamespace: string, user: Given<User>): boolean {
  const name = subject?.name ?? ''
  switch (subject?.kind) {
    case 'User':
      return name === (user?.name ?? '')
    case 'Group':
      return user?.groups?.includes(name) === true
    case 'ServiceAccount':
      return serviceAccountUser(subject.namespace || bindingNamespace, name) === user?.name
    default:
      return false
  }
}
