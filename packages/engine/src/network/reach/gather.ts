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

/** Sorts the places of rows by what stands there; 0 counts as nothing. */
export class Gatherer {
  /** By number, how many places were met; all 0 between two rows. */
  #lengths = new Int32Array(64)
  /** By number, how many bounds of stretches it may have, then where the next of them goes. */
  #bounds = new Int32Array(64)
  /** By number, where its last stretch ended. */
  #ends = new Int32Array(64)

  /**
   * Makes something of each number of a row, in the order in which they are met first, and of its places. No number is
   * above the highest; the place `but` is left out.
   */
  gather<T>(row: Row, highest: number, but: number, make: Make<T>): T[] {
    if (this.#lengths.length <= highest) {
      this.#lengths = new Int32Array(highest * 2 + 1)
      this.#bounds = new Int32Array(highest * 2 + 1)
      this.#ends = new Int32Array(highest * 2 + 1)
    }
    const found = this.#count(row, but)
    const bounds = this.#bounds
    let size = 0
    const starts = found.map((number) => {
      const start = size
      size += bounds[number] ?? 0
      bounds[number] = start
      return start
    })
    const all = this.#place(row, but, found, size)
    return found.map((number, i) => {
      const length = this.#lengths[number] ?? 0
      this.#lengths[number] = 0
      return make(number, length, all, starts[i] ?? 0, bounds[number] ?? 0)
    })
  }

  #count({ count, starts, numbers }: Row, but: number): number[] {
    const lengths = this.#lengths
    const bounds = this.#bounds
    const ends = this.#ends
    const found: number[] = []
    for (let i = 0; i < count; i++) {
      const number = numbers[i] ?? 0
      if (number === 0) continue
      const start = starts[i] ?? 0
      const end = starts[i + 1] ?? 0
      const isWithin = start <= but && but < end
      const length = end - start - (isWithin ? 1 : 0)
      if (length === 0) continue
      const before = lengths[number] ?? 0
      if (before === 0) {
        found.push(number)
        bounds[number] = 0
        ends[number] = -1
      }
      if (ends[number] !== start) bounds[number] = (bounds[number] ?? 0) + 2
      // What is left out may part it in two.
      if (isWithin) bounds[number] = (bounds[number] ?? 0) + 2
      lengths[number] = before + length
      ends[number] = end
    }
    return found
  }

  #place({ count, starts, numbers }: Row, but: number, found: readonly number[], size: number): Int32Array {
    const bounds = this.#bounds
    const ends = this.#ends
    for (const number of found) ends[number] = -1
    const all = new Int32Array(size)
    const put = (number: number, start: number, end: number) => {
      if (start === end) return
      let at = bounds[number] ?? 0
      if (ends[number] !== start) {
        all[at] = start
        bounds[number] = at += 2
      }
      all[at - 1] = end
      ends[number] = end
    }
    for (let i = 0; i < count; i++) {
      const number = numbers[i] ?? 0
      if (number === 0) continue
      const start = starts[i] ?? 0
      const end = starts[i + 1] ?? 0
      if (start <= but && but < end) {
        put(number, start, but)
        put(number, but + 1, end)
      } else put(number, start, end)
    }
    return all
  }
}
