import { conform } from '../cluster/index.ts'
import { isChosen, selectorsOf } from './aggregate.ts'
import type { Found } from './applications.ts'
import { type Binding, type Rbac, serviceAccountUser } from './bindings.ts'
import type { BindingObject, ClusterRoleObject, Given, PolicyRule, RbacObjects, Subject, User } from './objects.ts'
import type { PreparedRequest } from './rule.ts'
import { choiceShape } from './shapes.ts'

/** Whether what an index found to allow a request is in the objects as they are now. */
export function isStillGiven(
  objects: Given<RbacObjects>,
  rbac: Rbac,
  { binding, subject, ruleIndex }: Found,
  user: Given<User>,
  request: PreparedRequest,
): boolean {
  const { kind, name, namespace, role, index, roleIndex } = binding
  const object = (kind === 'RoleBinding' ? objects?.roleBindings : objects?.clusterRoleBindings)?.[index]
  if ((object?.metadata?.name ?? '') !== name) return false
  if (kind === 'RoleBinding' && (object?.metadata?.namespace ?? '') !== namespace) return false
  if (!isSameRef(object, binding) || !applies(object?.subjects?.[subject], namespace, user)) return false
  const target = (role.kind === 'Role' ? objects?.roles : objects?.clusterRoles)?.[roleIndex]
  if (!target || (target.metadata?.name ?? '') !== role.name) return false
  if (role.kind === 'Role') {
    if ((target.metadata?.namespace ?? '') !== namespace) return false
  } else if (isAggregate(target)) {
    return isStillAggregated(objects, rbac, roleIndex, binding.list.rules[ruleIndex], request)
  }
  return request.isAllowedBy(target.rules?.[ruleIndex] ?? {})
}

/** Whether an aggregate still takes a rule from the role where it was written, itself or through other aggregates. */
function isStillAggregated(
  objects: Given<RbacObjects>,
  rbac: Rbac,
  aggregate: number,
  rule: PolicyRule | undefined,
  request: PreparedRequest,
): boolean {
  const [from, index] = (rule && rbac.written.rules.get(rule)) ?? []
  if (from === undefined || index === undefined) return false
  const roles = objects?.clusterRoles ?? []
  const writer = roles[from]
  if (isAggregate(writer) || !request.isAllowedBy(writer?.rules?.[index] ?? {})) return false
  const seen = new Set<number>([aggregate])
  for (const each of seen) {
    const selectors = selectorsOf(choice(roles[each]))
    const isTaken = (other: number) => selectors.some((selector) => isChosen(choice(roles[other]), selector))
    if (isTaken(from)) return true
    for (const other of rbac.written.aggregates) if (!seen.has(other) && isTaken(other)) seen.add(other)
  }
  return false
}

function isAggregate(role: Given<ClusterRoleObject>): boolean {
  return (role?.aggregationRule?.clusterRoleSelectors?.length ?? 0) > 0
}

/** What counts of a role for aggregation. */
function choice(role: Given<ClusterRoleObject>): ClusterRoleObject {
  return conform(role, choiceShape, [], []) ?? {}
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
      return Array.isArray(user?.groups) && user.groups.includes(name)
    case 'ServiceAccount':
      return serviceAccountUser(subject.namespace || bindingNamespace, name) === user?.name
    default:
      return false
  }
}
