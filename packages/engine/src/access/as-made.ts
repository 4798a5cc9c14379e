import type { Binding } from './bindings.ts'
import { addedSubjects, isBootstrapRole, isOfDefaultRole } from './bootstrap/index.ts'
import type { Subject } from './objects.ts'

/** Tells what an API server gives by itself from what somebody else gave. Each binding and role is looked at once. */
export class AsMade {
  readonly #added = new Map<Binding, ReadonlySet<Subject>>()
  readonly #unchanged = new Map<object, boolean>()

  /** Whether a role is one that an API server makes, and gives no more than there. */
  isRole({ target, role, list }: Binding): boolean {
    if (target === undefined) return false
    let isUnchanged = this.#unchanged.get(target)
    if (isUnchanged === undefined) {
      isUnchanged = isBootstrapRole(target, role.kind, list.rules)
      this.#unchanged.set(target, isUnchanged)
    }
    return isUnchanged
  }

  /** Whether an API server binds this subject by this binding, and to what it would. */
  isGrant(binding: Binding, subject: Subject): boolean {
    return this.isSubject(binding, subject) && (binding.target === undefined || this.isRole(binding))
  }

  /** Whether an API server binds this subject by this binding, whatever became of its role. */
  isSubject(binding: Binding, subject: Subject): boolean {
    if (!isOfDefaultRole(binding)) return false
    let added = this.#added.get(binding)
    if (added === undefined) this.#added.set(binding, (added = new Set(addedSubjects(binding))))
    return !added.has(subject)
  }
}
