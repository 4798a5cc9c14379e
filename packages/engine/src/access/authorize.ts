import type { Applications, Found } from './applications.ts'
import type { Binding, Rbac } from './bindings.ts'
import type { AccessRequest, Given, PolicyRule, RbacObjects, Subject } from './objects.ts'
import { problemText } from './problems.ts'
import { rbacOf } from './rbac-of.ts'
import { PreparedRequest } from './rule.ts'
import { isStillGiven } from './still-given.ts'

/** What allowed a request. */
export type Grant =
  | {
      readonly kind: 'binding'
      readonly binding: Binding
      readonly subject: Subject
      readonly rule: PolicyRule
      /** Index of the rule in its role. */
      readonly ruleIndex: number
    }
  /** Members of system:masters are allowed everything, before anybody else is asked. */
  | { readonly kind: 'group'; readonly group: 'system:masters' }

export interface AccessDecision {
  readonly allowed: boolean
  /**
   * In upstream's words, as in audit events: `RBAC: allowed by …`. Empty for system:masters. For what is not allowed, the
   * roles that bindings name and that do not exist; else empty.
   */
  readonly reason: string
  readonly by: Grant | undefined
}

const masters: AccessDecision = { allowed: true, reason: '', by: { kind: 'group', group: 'system:masters' } }
const refused: AccessDecision = { allowed: false, reason: '', by: undefined }

/**
 * Decides a request as an API server with role-based access control does. Bindings are visited in the order in which they
 * are given, those of the cluster first; an API server has its own order, and may name another binding that allows the same.
 * Null is not given, wherever it stands.
 *
 * Objects are indexed once and may be changed: nothing is allowed by what they do not hold any more, and `rbacOf` says how
 * soon all else is noticed. Where objects stay as they are, their `Rbac` spares the looking.
 *
 * Sources: kubernetes/kubernetes plugin/pkg/auth/authorizer/rbac/rbac.go, pkg/registry/rbac/validation/rule.go
 */
export function authorize(objects: Given<RbacObjects> | Rbac, request: Given<AccessRequest>): AccessDecision {
  const user = request?.user
  if (Array.isArray(user?.groups) && user.groups.includes('system:masters')) return masters
  const prepared = new PreparedRequest(request)
  const rbac = rbacOf(objects, 'likely')
  const likely = rbac.firstFor(request, prepared)
  if (likely === undefined) return refusal(rbac, request)
  if (rbac === objects || isStillGiven(objects, rbac, likely, user, prepared)) return allowedBy(likely)
  const certain = rbacOf(objects)
  const found = certain.firstFor(request, prepared)
  return found ? allowedBy(found) : refusal(certain, request)
}

function refusal(rbac: Rbac, request: Given<AccessRequest>): AccessDecision {
  if (!rbac.hasProblems) return refused
  const lists: Applications[] = []
  for (const scope of rbac.scopesFor(request?.namespace))
    for (const list of scope.listsFor(request?.user)) if (list.problems.length > 0) lists.push(list)
  const [first, second] = lists
  if (first === undefined) return refused
  // One list is the usual case, and may be long.
  const text = second === undefined ? first.problemText : problemText(lists.flatMap(({ problems }) => problems))
  return { ...refused, reason: `RBAC: ${text}` }
}

function allowedBy({ binding, subject: index, ruleIndex }: Found): AccessDecision {
  const subject = binding.subjects[index] ?? {}
  const rule = binding.list.rules[ruleIndex] ?? {}
  return {
    allowed: true,
    reason: `RBAC: allowed by ${bindingText(binding)} to ${subjectText(subject, binding.namespace)}`,
    by: { kind: 'binding', binding, subject, rule, ruleIndex },
  }
}

/** A binding as upstream names it in reasons. */
export function bindingText({ kind, name, namespace, role }: Binding): string {
  const title = kind === 'RoleBinding' ? `${name}/${namespace}` : name
  return `${kind} ${JSON.stringify(title)} of ${role.kind} ${JSON.stringify(role.name)}`
}

/** A subject as upstream names it in reasons; a service account's namespace stands behind its name. */
export function subjectText({ kind = '', name = '', namespace }: Subject, bindingNamespace: string): string {
  const title = kind === 'ServiceAccount' ? `${name}/${namespace || bindingNamespace}` : name
  return `${kind} ${JSON.stringify(title)}`
}
