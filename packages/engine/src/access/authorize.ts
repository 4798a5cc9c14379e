import { type Application, type Binding, type Rbac, rbacOf } from './bindings.ts'
import type { AccessRequest, PolicyRule, RbacObjects, Subject } from './objects.ts'
import { PreparedRequest } from './rule.ts'

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
 *
 * Sources: kubernetes/kubernetes plugin/pkg/auth/authorizer/rbac/rbac.go, pkg/registry/rbac/validation/rule.go
 */
export function authorize(objects: RbacObjects | Rbac, request: AccessRequest): AccessDecision {
  if (request.user.groups?.includes('system:masters')) return masters
  const problems: Binding[] = []
  const prepared = new PreparedRequest(request)
  for (const scope of rbacOf(objects).scopesFor(request.namespace)) {
    const found = firstThatAllows(scope.listsFor(request.user), prepared, problems)
    if (found) return allowedBy(found)
  }
  return problems.length === 0 ? refused : { ...refused, reason: `RBAC: ${aggregateText(problems)}` }
}

interface Found {
  readonly application: Application
  readonly ruleIndex: number
}

/** The first binding of all lists that allows the request; of two entries for it, the one with the first subject. */
function firstThatAllows(
  lists: readonly (readonly Application[])[],
  request: PreparedRequest,
  problems: Binding[],
): Found | undefined {
  let best: Found | undefined
  for (const list of lists) {
    for (const application of list) {
      const { binding, subject } = application
      const before = best?.application
      if (before && binding.order > before.binding.order) break
      if (before?.binding === binding) {
        if (subject < before.subject) best = { application, ruleIndex: best?.ruleIndex ?? 0 }
        break
      }
      if (binding.problem !== undefined) problems.push(binding)
      const ruleIndex = request.firstIn(binding.list)
      if (ruleIndex === -1) continue
      best = { application, ruleIndex }
      break
    }
  }
  return best
}

function allowedBy({ application: { binding, subject: index }, ruleIndex }: Found): AccessDecision {
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

/** Errors as upstream joins them: each once, in brackets when there are several. */
function aggregateText(bindings: readonly Binding[]): string {
  const inOrder = bindings.toSorted((a, b) => a.order - b.order)
  const texts = [...new Set(inOrder.map(({ problem }) => problem ?? ''))]
  return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`
}
