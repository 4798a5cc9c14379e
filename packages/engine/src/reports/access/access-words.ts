import type { Binding, ClusterAccess, PolicyRule, Subject } from '../../access/index.ts'
import { type Location, locatePath } from '../../findings/index.ts'
import { placeText } from '../names.ts'

/** A subject as people call it. */
export function subjectTitle({ kind = '', name = '', namespace }: Subject, bindingNamespace: string): string {
  return kind === 'ServiceAccount' ? `ServiceAccount ${namespace || bindingNamespace}/${name}` : `${kind} ${name}`
}

/** `RoleBinding shop/reader`, `ClusterRoleBinding probe`. */
export function bindingTitle({ kind, namespace, name }: Pick<Binding, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`
}

/** Where a binding or role is declared. */
export function objectPlace(object: object, { resourceOf }: ClusterAccess): string | undefined {
  const resource = resourceOf(object)
  return resource && placeText(locatePath(resource.document, resource.base))
}

/** Where a rule is declared: for an aggregated role, in the role that it comes from. */
export function ruleLocation(rule: PolicyRule, { placeOfRule }: ClusterAccess): Location | undefined {
  const place = placeOfRule(rule)
  return place && locatePath(place.resource.document, [...place.resource.base, 'rules', place.index])
}

export function rulePlace(rule: PolicyRule, access: ClusterAccess): string | undefined {
  const location = ruleLocation(rule, access)
  return location && placeText(location)
}
