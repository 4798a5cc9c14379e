import type { AccessDecision, AccessQuery, Binding, ClusterAccess, PolicyRule, User } from '../../access/index.ts'
import { locatePath } from '../../findings/index.ts'
import { apiVersion } from '../report-object.ts'
import { ruleLocation } from './access-words.ts'

/** A binding as programs read it, with where it and its role are declared. */
export function bindingObject(binding: Binding, rule: PolicyRule, access: ClusterAccess) {
  return { ...boundObject(binding, access), rule }
}

/** A binding and its role, with where they are declared. */
export function boundObject({ kind, name, namespace, role, object, target }: Binding, { resourceOf }: ClusterAccess) {
  return {
    binding: { kind, ...(namespace !== '' && { namespace }), name, ...placed(object, resourceOf) },
    role: { ...role, ...(target && placed(target, resourceOf)) },
  }
}

/** A rule, with where it is declared. */
export function placedRule(rule: PolicyRule | undefined, access: ClusterAccess) {
  const location = rule && ruleLocation(rule, access)
  return { rule: rule ?? {}, ...(location && { location }) }
}

export function placed(object: object, resourceOf: ClusterAccess['resourceOf']) {
  const resource = resourceOf(object)
  return resource && { location: locatePath(resource.document, resource.base) }
}

/** An answer to `can-i`. */
export function decisionObject(user: User, request: AccessQuery, decision: AccessDecision, access: ClusterAccess) {
  const { allowed, reason, by } = decision
  return {
    apiVersion,
    kind: 'AccessDecision',
    user,
    request,
    allowed,
    reason,
    ...(by?.kind === 'binding' && { by: { subject: by.subject, ...bindingObject(by.binding, by.rule, access) } }),
  }
}
