import { conform } from '../cluster/index.ts'
import { Rbac } from './bindings.ts'
import type { Given, RbacObjects } from './objects.ts'
import { objectsShape } from './shapes.ts'
import { Snapshot } from './snapshot.ts'

/** Objects with no more values than this are compared before every answer. */
const few = 1000
/** How many values may be compared at once before answers have to earn it. */
const advance = 4_000_000
/** How many values each answer earns. */
const earned = 16

/** An index of objects, with what they were when it was made. */
class Indexed {
  readonly rbac: Rbac
  readonly #snapshot: Snapshot
  #credit = advance

  constructor(objects: NonNullable<Given<RbacObjects>>) {
    this.rbac = new Rbac(conform(objects, objectsShape, [], []) ?? {})
    this.#snapshot = new Snapshot(objects)
  }

  /** Whether it is still that of the objects, as far as that can be told at little cost. */
  isLikely(objects: NonNullable<Given<RbacObjects>>): boolean {
    const { size } = this.#snapshot
    if (!this.#snapshot.hasListsOf(objects)) return false
    this.#credit += earned
    if (size > few && size > this.#credit) return true
    this.#credit -= size
    return this.isCertain(objects)
  }

  isCertain(objects: NonNullable<Given<RbacObjects>>): boolean {
    return this.#snapshot.isOf(objects)
  }
}

const known = new WeakMap<object, Indexed>()
const nobody = new Rbac({})

/**
 * The index of some objects, made again whenever they were changed. `likely` is for one of many answers: it finds at once
 * that a list became another, longer or shorter, and everything else in small objects or within the first answers; of some
 * thousands of objects, another element in the place of one, or a change inside one, after some thousands of answers at most.
 */
export function rbacOf(given: Given<RbacObjects> | Rbac, sureness: 'likely' | 'certain' = 'certain'): Rbac {
  if (given instanceof Rbac) return given
  if (typeof given !== 'object' || given === null) return nobody
  const indexed = known.get(given)
  if (indexed && (sureness === 'likely' ? indexed.isLikely(given) : indexed.isCertain(given))) return indexed.rbac
  const made = new Indexed(given)
  known.set(given, made)
  return made.rbac
}
