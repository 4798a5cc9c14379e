import {
  accessWithDefaults,
  aggregatedRoles,
  type Binding,
  holdersIn,
  type RoleObject,
  type Subject,
  withFeeders,
} from '../../access/index.ts'
import { type Cluster, effectiveNamespace, perCluster, type Resource } from '../../cluster/index.ts'

const bindings = perCluster((cluster): ReadonlyMap<Resource, Binding> => {
  const { rbac, resourceOf } = accessWithDefaults(cluster)
  return new Map(
    rbac.bindings.flatMap((binding) => {
      const resource = resourceOf(binding.object)
      return resource ? [[resource, binding] as const] : []
    }),
  )
})

/** The binding that a resource declares, with the rules that it gives; undefined for kinds of that name elsewhere. */
export function bindingOf(resource: Resource, cluster: Cluster): Binding | undefined {
  return bindings(cluster).get(resource)
}

/** A subject in words: `ServiceAccount shop/web`, `Group developers`. */
export function subjectWords({ kind = '', name = '', namespace }: Subject, binding: Binding): string {
  return `${kind} ${kind === 'ServiceAccount' ? `${namespace || binding.namespace}/` : ''}${name}`
}

/** The first of some subjects, and how many there are besides. */
export function subjectsWords(subjects: readonly Subject[], binding: Binding): string {
  const [first, ...rest] = subjects.map((subject) => subjectWords(subject, binding))
  return `${first ?? 'nobody'}${rest.length === 0 ? '' : ` and ${rest.length} more`}`
}

/** The role of a binding, by its kind and name. */
export function roleWords({ role }: Binding): string {
  return `${role.kind} ${role.name}`.trim() || 'a role that it does not name'
}

/** Where what a binding gives holds. */
export function scopeWords({ kind, namespace }: Binding): string {
  return kind === 'ClusterRoleBinding' ? 'in the whole cluster' : `in the namespace ${namespace}`
}

const bindingsByRole = perCluster((cluster): ReadonlyMap<string, readonly Binding[]> => {
  const { rbac } = accessWithDefaults(cluster)
  const feeders = aggregatedRoles([...rbac.clusterRoleRules.keys()])
  const found = new Map<string, Binding[]>()
  const inside = new Map<RoleObject, readonly string[]>()
  for (const binding of rbac.bindings) {
    const { target } = binding
    if (target === undefined || holdersIn(binding).length === 0) continue
    let keys = inside.get(target)
    if (keys === undefined) {
      const all = [...withFeeders(target, feeders)].map(({ metadata }) => metadata ?? {})
      keys = all.map(({ name = '', namespace = '' }) => `${binding.role.kind}/${namespace}/${name}`)
      inside.set(target, keys)
    }
    for (const key of keys) {
      const list = found.get(key)
      if (list) list.push(binding)
      else found.set(key, [binding])
    }
  }
  return found
})

/** Every binding that gives somebody the rules of a role, itself or through an aggregate. */
export function bindingsThrough(role: Resource, cluster: Cluster): readonly Binding[] {
  const namespace = role.kind === 'ClusterRole' ? '' : effectiveNamespace(role)
  return bindingsByRole(cluster).get(`${role.kind}/${namespace}/${role.name}`) ?? []
}
