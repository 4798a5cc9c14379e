import { type PolicyRule, rulesShape } from '../../access/index.ts'
import { conform, isObject, type Resource, valueIn } from '../../cluster/index.ts'

/** The rules as a Role or ClusterRole writes them, each at its index. */
export function rulesIn(role: Resource): readonly PolicyRule[] {
  return conform(valueIn(role, 'rules'), rulesShape, [], []) ?? []
}

/** Whether a controller writes the rules of this ClusterRole, from those of others; its own are replaced. */
export function isAggregate(role: Resource): boolean {
  const rule = valueIn(role, 'aggregationRule')
  const selectors = isObject(rule) ? rule['clusterRoleSelectors'] : undefined
  return role.kind === 'ClusterRole' && Array.isArray(selectors) && selectors.length > 0
}
