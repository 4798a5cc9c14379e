import type { BindingObject, PolicyRule, RoleObject } from '../objects.ts'
import { furtherPolicy } from './default-policy.ts'
import { aggregated, bootstrapObjects, keyOf, objectsFrom } from './objects.ts'
import { once } from './once.ts'

/** What unchanged roles may hold: the defaults, and what older releases or feature gates make. */
const widest = once(() => {
  const further = objectsFrom(furtherPolicy())
  return {
    clusterRoles: aggregated(joined(bootstrapObjects().clusterRoles, further.clusterRoles)),
    roles: new Map(joined(bootstrapObjects().roles, further.roles).map((role) => [keyOf(role), role])),
  }
})

function joined<Role extends RoleObject>(standing: readonly Role[], further: readonly Role[]): Role[] {
  const more = new Map(further.map((role) => [keyOf(role), role]))
  const both = standing.map((role) => {
    const rules = more.get(keyOf(role))?.rules
    more.delete(keyOf(role))
    return rules ? { ...role, rules: [...(role.rules ?? []), ...rules] } : role
  })
  return [...both, ...more.values()]
}

/** The rules that an unchanged role of this kind and name may hold; undefined for a role that no API server makes. */
export function widestRules(kind: string, role: RoleObject): readonly PolicyRule[] | undefined {
  if (kind === 'ClusterRole') return widest().clusterRoles.get(role.metadata?.name ?? '')?.rules ?? undefined
  return widest().roles.get(keyOf(role))?.rules ?? undefined
}

const bindings = once(() => {
  const objects = [bootstrapObjects(), objectsFrom(furtherPolicy())]
  const all = objects.flatMap(({ clusterRoleBindings, roleBindings }) => [...clusterRoleBindings, ...roleBindings])
  const byKey = new Map<string, BindingObject>()
  for (const binding of all) {
    const before = byKey.get(keyOf(binding))
    const subjects = [...(before?.subjects ?? []), ...(binding.subjects ?? [])]
    byKey.set(keyOf(binding), { ...binding, subjects })
  }
  return byKey
})

/** The binding that stands for an unchanged one of this name; undefined for a binding that no API server makes. */
export function widestBinding(namespace: string, name: string): BindingObject | undefined {
  return bindings().get(namespace === '' ? name : `${namespace}/${name}`)
}
