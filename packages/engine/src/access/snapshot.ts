import type { Given, RbacObjects } from './objects.ts'

const nothing: Record<string, unknown> = {}
/** Stands behind the last field of an object, so that another one is not taken for the next value. */
const end = Symbol('end')

/**
 * What roles and bindings were when they were looked at: every value that role-based access control decides by, in one
 * list, and which objects held them.
 */
export class Snapshot {
  readonly #values: unknown[] = []
  readonly #lists: readonly unknown[]
  #at = -1

  constructor(objects: NonNullable<Given<RbacObjects>>) {
    this.#lists = listsOf(objects).flatMap((list) => [list, lengthOf(list)])
    this.#see(objects)
  }

  /** How many values there are to compare. */
  get size(): number {
    return this.#values.length
  }

  /** Whether the objects still have the same lists, as long as they were. It costs next to nothing. */
  hasListsOf({ roles, clusterRoles, roleBindings, clusterRoleBindings }: NonNullable<Given<RbacObjects>>): boolean {
    const lists = this.#lists
    return (
      roles === lists[0] &&
      lengthOf(roles) === lists[1] &&
      clusterRoles === lists[2] &&
      lengthOf(clusterRoles) === lists[3] &&
      roleBindings === lists[4] &&
      lengthOf(roleBindings) === lists[5] &&
      clusterRoleBindings === lists[6] &&
      lengthOf(clusterRoleBindings) === lists[7]
    )
  }

  /** Whether the objects are still the same in all that counts. */
  isOf(objects: NonNullable<Given<RbacObjects>>): boolean {
    this.#at = 0
    return this.#see(objects) && this.#at === this.#values.length
  }

  #see(objects: NonNullable<Given<RbacObjects>>): boolean {
    for (const list of listsOf(objects)) {
      if (!this.#value(list)) return false
      if (!Array.isArray(list)) continue
      if (!this.#value(list.length)) return false
      for (const element of list) if (!this.#value(element) || !this.#element(element)) return false
    }
    return true
  }

  #element(element: unknown): boolean {
    if (!isObject(element)) return true
    const { metadata, rules, aggregationRule, subjects, roleRef } = element
    const { name, namespace, labels } = isObject(metadata) ? metadata : nothing
    const { kind, name: role } = isObject(roleRef) ? roleRef : nothing
    return (
      this.#value(name) &&
      this.#value(namespace) &&
      this.#deep(labels) &&
      this.#each(rules, this.#rule) &&
      this.#deep(aggregationRule) &&
      this.#each(subjects, this.#subject) &&
      this.#value(kind) &&
      this.#value(role)
    )
  }

  readonly #rule = ({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Record<string, unknown>) =>
    this.#strings(verbs) &&
    this.#strings(apiGroups) &&
    this.#strings(resources) &&
    this.#strings(resourceNames) &&
    this.#strings(nonResourceURLs)

  readonly #subject = ({ kind, name, namespace }: Record<string, unknown>) =>
    this.#value(kind) && this.#value(name) && this.#value(namespace)

  #each(list: unknown, see: (item: Record<string, unknown>) => boolean): boolean {
    if (!Array.isArray(list)) return this.#value(list)
    if (!this.#value(list.length)) return false
    for (const item of list as unknown[]) if (!this.#value(item) || (isObject(item) && !see(item))) return false
    return true
  }

  #strings(list: unknown): boolean {
    if (!Array.isArray(list)) return this.#value(list)
    if (!this.#value(list.length)) return false
    for (const item of list as unknown[]) if (!this.#value(item)) return false
    return true
  }

  #deep(value: unknown): boolean {
    if (!this.#value(value)) return false
    if (!isObject(value)) return true
    for (const key in value) if (!this.#value(key) || !this.#deep(value[key])) return false
    return this.#value(end)
  }

  /** Notes a value, the first time; later on, whether it is the one that was noted. */
  #value(value: unknown): boolean {
    if (this.#at === -1) {
      this.#values.push(value)
      return true
    }
    return this.#values[this.#at++] === value
  }
}

function listsOf(objects: NonNullable<Given<RbacObjects>>): readonly unknown[] {
  return [objects.roles, objects.clusterRoles, objects.roleBindings, objects.clusterRoleBindings]
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
