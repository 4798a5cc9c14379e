import type { Bits } from '../bits.ts'

/** Numbers what is the same alike, from 0, by the words of some sets: a hash table, as keys of text would cost more. */
export class Numbering {
  readonly #words: number
  #count = 0
  /** The words of all that has a number, one behind the other. */
  #rows: Uint32Array
  /** The number of what has a hash, or of what stands before that in line, counted from 1; at most half are taken. */
  #places = new Int32Array(64)

  /** All that gets a number has this many words. */
  constructor(words: number) {
    this.#words = words
    this.#rows = new Uint32Array(32 * words)
  }

  /** How many different ones there are. */
  get count(): number {
    return this.#count
  }

  /** The words of all, one behind the other by number, until the next is added. */
  get rows(): Bits {
    return this.#rows
  }

  /** The number of what has these words, from a place on: the next one, which is the count as it was, where it is new. */
  of(row: Bits, at = 0): number {
    const last = this.#places.length - 1
    for (let place = this.#hash(row, at) & last; ; place = (place + 1) & last) {
      const number = (this.#places[place] ?? 0) - 1
      if (number === -1) {
        this.#places[place] = this.#count + 1
        return this.#add(row, at)
      }
      if (this.#isSame(row, at, number)) return number
    }
  }

  #hash(row: Bits, at: number): number {
    let hash = 0
    for (let i = 0; i < this.#words; i++) {
      hash = Math.imul(hash ^ (row[at + i] ?? 0), 0x9e3779b1)
      hash ^= hash >>> 15
    }
    return hash
  }

  #isSame(row: Bits, at: number, number: number): boolean {
    const known = number * this.#words
    for (let i = 0; i < this.#words; i++) if (row[at + i] !== this.#rows[known + i]) return false
    return true
  }

  #add(row: Bits, at: number): number {
    const number = this.#count++
    if (this.#rows.length < this.#count * this.#words) {
      const rows = new Uint32Array(this.#rows.length * 2)
      rows.set(this.#rows)
      this.#rows = rows
    }
    this.#rows.set(row.subarray(at, at + this.#words), number * this.#words)
    if (this.#count * 2 > this.#places.length) this.#widen()
    return number
  }

  #widen(): void {
    const places = new Int32Array(this.#places.length * 2)
    const last = places.length - 1
    for (let number = 0; number < this.#count; number++) {
      let place = this.#hash(this.#rows, number * this.#words) & last
      while (places[place] !== 0) place = (place + 1) & last
      places[place] = number + 1
    }
    this.#places = places
  }
}
