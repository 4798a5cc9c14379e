import { type Cluster, conform, perCluster, type Resource } from '../cluster/index.ts'
import { Rbac } from './bindings.ts'
import type { BindingObject, ClusterRoleObject, PolicyRule, RbacObjects, RoleObject } from './objects.ts'
import { bindingShape, roleShape } from './shapes.ts'

/** Where a rule was declared: for those of aggregated roles, the role that they come from. */
export interface RulePlace {
  readonly resource: Resource
  readonly index: number
}

/** The access rules of a cluster, with the resources that its objects were declared as. */
export interface ClusterAccess {
  readonly rbac: Rbac
  /** Every Role and ClusterRole. */
  readonly roleObjects: readonly (RoleObject | ClusterRoleObject)[]
  /** Where a role or binding was declared; undefined for a default role that the input does not hold. */
  readonly resourceOf: (object: object) => Resource | undefined
  readonly placeOfRule: (rule: PolicyRule) => RulePlace | undefined
}

const group = 'rbac.authorization.k8s.io'

/** The roles and bindings of a cluster. An object without a namespace counts to `default`. */
export const objectsOf = perCluster((cluster: Cluster): Required<RbacObjects> & Pick<ClusterAccess, 'resourceOf'> => {
  const resources = new Map<object, Resource>()
  const read = (kind: string, take: (resource: Resource) => object | undefined) =>
    cluster.ofKind(kind, group).map((resource) => {
      const { metadata, namespace = 'default', name } = resource
      const own = { ...metadata, name, namespace: kind.startsWith('Cluster') ? undefined : namespace }
      const object: ClusterRoleObject & BindingObject & { metadata: typeof own } = { ...take(resource), metadata: own }
      resources.set(object, resource)
      return object
    })
  const role = ({ object }: Resource): ClusterRoleObject | undefined => conform(object, roleShape, [], [])
  const binding = ({ object }: Resource): BindingObject | undefined => conform(object, bindingShape, [], [])
  return {
    roles: read('Role', role),
    clusterRoles: read('ClusterRole', role),
    roleBindings: read('RoleBinding', binding),
    clusterRoleBindings: read('ClusterRoleBinding', binding),
    resourceOf: (object: object) => resources.get(object),
  }
})

/** Reads the roles and bindings out of a cluster, once. A role that it does not hold grants nothing. */
export const accessOf = perCluster((cluster: Cluster): ClusterAccess => accessTo(objectsOf(cluster)))

/** The access rules that objects make. */
export function accessTo({ resourceOf, ...objects }: ReturnType<typeof objectsOf>): ClusterAccess {
  const rbac = new Rbac(objects)
  const roleObjects = [...objects.roles, ...objects.clusterRoles]
  let places: ReadonlyMap<PolicyRule, RulePlace> | undefined
  const placeOfRule = (rule: PolicyRule) => (places ??= placesOfRules(roleObjects, resourceOf)).get(rule)
  return { rbac, roleObjects, resourceOf, placeOfRule }
}

function placesOfRules(
  roles: readonly RoleObject[],
  resourceOf: ClusterAccess['resourceOf'],
): ReadonlyMap<PolicyRule, RulePlace> {
  const places = new Map<PolicyRule, RulePlace>()
  for (const role of roles) {
    const resource = resourceOf(role)
    if (resource) for (const [index, rule] of (role.rules ?? []).entries()) places.set(rule, { resource, index })
  }
  return places
}
