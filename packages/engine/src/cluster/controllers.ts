import { isObject, type Resource, valueIn } from './resource.ts'

/** Whether a controller, present or not, made this resource and looks after it. */
export function isControlled(resource: Resource): boolean {
  const owners = valueIn(resource, 'metadata', 'ownerReferences')
  return Array.isArray(owners) && owners.some((owner: unknown) => isObject(owner) && owner['controller'] === true)
}

/**
 * Whether two API groups hold the same workload kinds: `extensions` served those of `apps` until v1.16. A group that is
 * not written matches any.
 */
export function isSameGroup(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || a === b) return true
  return (a === 'apps' && b === 'extensions') || (a === 'extensions' && b === 'apps')
}
