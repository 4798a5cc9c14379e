import type { Row } from './matrix.ts'

/**
 * Some of the places of a row, in order, as stretches of neighbours: as many as a picture has, it would not hold them one by
 * one. They are a part of a list that all of the row share.
 */
export class Places implements Iterable<number> {
  readonly length: number
  readonly #bounds: Int32Array
  readonly #start: number
  readonly #end: number

  /** `bounds` has the first place of a stretch and then what comes after its last, from `start` to `end`. */
  constructor(length: number, bounds: Int32Array, start: number, end: number) {
    this.length = length
    this.#bounds = bounds
    this.#start = start
    this.#end = end
  }

  *[Symbol.iterator](): Generator<number> {
    for (let i = this.#start; i < this.#end; i += 2) {
      const end = this.#bounds[i + 1] ?? 0
      for (let place = this.#bounds[i] ?? 0; place < end; place++) yield place
    }
  }
}

/** Makes something of a number, and of what its places are made of. */
type Make<T> = (number: number, ...places: ConstructorParameters<typeof Places>) => T

/** Sorts the stretches of rows by what stands there; 0 counts as nothing. */
export class Gatherer {
  /** By number, how many bounds of stretches there may be, then where the next of them goes; all 0 between two rows. */
  #bounds = new Int32Array(64)
  /** By number, how many places there are. */
  #lengths = new Int32Array(64)

  /** Makes something of each number of a row, in the order in which they are met first, and of its places. */
  gather<T>({ count, starts, numbers }: Row, highest: number, make: Make<T>): T[] {
    if (this.#bounds.length <= highest) {
      this.#bounds = new Int32Array(highest * 2 + 1)
      this.#lengths = new Int32Array(highest * 2 + 1)
    }
    const bounds = this.#bounds
    const lengths = this.#lengths
    const found: number[] = []
    for (let i = 0; i < count; i++) {
      const number = numbers[i] ?? 0
      const before = bounds[number] ?? 0
      if (before === 0) {
        found.push(number)
        lengths[number] = 0
      }
      bounds[number] = before + 2
      lengths[number] = (lengths[number] ?? 0) + (starts[i + 1] ?? 0) - (starts[i] ?? 0)
    }
    let size = 0
    for (const number of found) {
      const start = size
      size += bounds[number] ?? 0
      bounds[number] = start
    }
    const all = new Int32Array(size)
    for (let i = 0; i < count; i++) {
      const number = numbers[i] ?? 0
      const at = bounds[number] ?? 0
      all[at] = starts[i] ?? 0
      all[at + 1] = starts[i + 1] ?? 0
      bounds[number] = at + 2
    }
    let start = 0
    const made: T[] = []
    for (const number of found) {
      const end = bounds[number] ?? 0
      bounds[number] = 0
      if (number !== 0 && lengths[number] !== 0) made.push(make(number, lengths[number] ?? 0, all, start, end))
      start = end
    }
    return made
  }
}
