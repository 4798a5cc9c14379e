import { bound, rules } from './roles.ts'

/** One rule of a role: `create mutatingwebhookconfigurations.admissionregistration.k8s.io`, with the names that it is for. */
export function rule(verbs: string, resource: string, ...names: readonly string[]): string {
  const slash = resource.indexOf('/')
  const [full, subresource] = slash === -1 ? [resource, ''] : [resource.slice(0, slash), resource.slice(slash)]
  const dot = full.indexOf('.')
  const [plural, group] = dot === -1 ? [full, ''] : [full.slice(0, dot), full.slice(dot + 1)]
  const own = names.length === 0 ? '' : `, resourceNames: [${names.map((name) => `'${name}'`).join(', ')}]`
  return `{ apiGroups: ['${group}'], resources: ['${plural}${subresource}'], verbs: [${verbs.split('|').join(', ')}]${own} }`
}

/** Alice may do this in the whole cluster, or in one namespace. */
export function may(verbs: string, resource: string, ...names: readonly string[]): string {
  return bound(rules(rule(verbs, resource, ...names)))
}

export function mayIn(namespace: string, verbs: string, resource: string, ...names: readonly string[]): string {
  return bound(rules(rule(verbs, resource, ...names)), { namespace })
}
