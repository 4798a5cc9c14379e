import type { Bits } from './bits.ts'

/** For each number, the part that it is in, as small as can be. */
export type PartNumbers = Uint8Array | Uint16Array | Int32Array

/**
 * Parts small whole numbers by the sets that they are in: what is in the same sets stays together. Sets are taken up some
 * at a time, as one more bit of a number's mask each, and then the numbers that are in any of them are looked at once.
 */
export class Partition {
  readonly #of: Int32Array
  readonly #masks: Uint8Array
  /** The numbers whose mask is not 0: the first of these, as many as there are. */
  readonly #masked: Int32Array
  /** The first number of each part, where they are in order. */
  readonly #firsts: Int32Array
  #maskedCount = 0
  /** How many sets a mask takes; fewer where many parts would make the table below too large. */
  readonly #width: number
  /** The new part, counted from 1, by old part and mask; all 0 between two uses. */
  #table = new Int32Array(0)
  /** Parts made so far, some of which may have lost all of their numbers. */
  #made: number
  #pending = 0
  /** Whether parts are all there, and numbered as they are told. */
  #isOrdered = true

  constructor(size: number) {
    this.#of = new Int32Array(size)
    this.#masks = new Uint8Array(size)
    this.#masked = new Int32Array(size)
    this.#firsts = new Int32Array(size)
    this.#width = size > 30_000 ? 4 : 8
    this.#made = size > 0 ? 1 : 0
  }

  /** Back to one part. */
  reset(): this {
    this.#of.fill(0)
    this.#masks.fill(0)
    this.#maskedCount = 0
    this.#firsts[0] = 0
    this.#made = this.#of.length > 0 ? 1 : 0
    this.#pending = 0
    this.#isOrdered = true
    return this
  }

  /** How many parts there are; they are numbered from 0, in the order of their first members. */
  get count(): number {
    this.#order()
    return this.#made
  }

  /** The part that each number is in, until the next change. */
  get of(): Int32Array {
    this.#order()
    return this.#of
  }

  /** Parts what is in a set from what is not. */
  split(bits: Bits): void {
    const masks = this.#masks
    const masked = this.#masked
    const bit = 1 << this.#pending
    let count = this.#maskedCount
    for (let i = 0; i < bits.length; i++) {
      let rest = bits[i] ?? 0
      while (rest !== 0) {
        const member = i * 32 + (31 - Math.clz32(rest & -rest))
        const mask = masks[member] ?? 0
        if (mask === 0) masked[count++] = member
        masks[member] = mask | bit
        rest &= rest - 1
      }
    }
    this.#maskedCount = count
    this.#pending++
    if (this.#pending === this.#width) this.#settle()
  }

  /** Parts what differs in something. */
  splitBy(keyOf: (member: number) => unknown): void {
    this.#order()
    const byPart = Array.from({ length: this.#made }, () => new Map<unknown, number>())
    let count = 0
    this.#of.forEach((part, member) => {
      const key = keyOf(member)
      const known = byPart[part]?.get(key)
      if (known === undefined) {
        byPart[part]?.set(key, count)
        this.#firsts[count] = member
      }
      this.#of[member] = known ?? count++
    })
    this.#made = count
  }

  compact(): PartNumbers {
    if (this.count <= 256) return new Uint8Array(this.of)
    return this.count <= 65_536 ? new Uint16Array(this.of) : this.of.slice()
  }

  /** The first number of each part. */
  samples(): Int32Array {
    this.#order()
    return this.#firsts.slice(0, this.#made)
  }

  /** Takes the numbers of the sets at hand out of their parts, into new ones. */
  #settle(): void {
    const masked = this.#masked.subarray(0, this.#maskedCount)
    const width = this.#pending
    this.#pending = this.#maskedCount = 0
    if (masked.length === 0) return
    const length = this.#made << width
    if (this.#table.length < length) this.#table = new Int32Array(length)
    const table = this.#table
    const of = this.#of
    const masks = this.#masks
    let made = this.#made
    for (let i = 0; i < masked.length; i++) {
      const member = masked[i] ?? 0
      const key = ((of[member] ?? 0) << width) | (masks[member] ?? 0)
      masks[member] = 0
      // The key is kept in the place of its number, to clear the table by.
      masked[i] = key
      let part = table[key] ?? 0
      if (part === 0) table[key] = part = ++made
      of[member] = part - 1
    }
    for (let i = 0; i < masked.length; i++) table[masked[i] ?? 0] = 0
    this.#made = made
    this.#isOrdered = false
  }

  /** Numbers the parts that have numbers left by the order of their first ones. */
  #order(): void {
    if (this.#pending > 0) this.#settle()
    if (this.#isOrdered) return
    const of = this.#of
    const firsts = this.#firsts
    const places = new Int32Array(this.#made)
    let count = 0
    for (let member = 0; member < of.length; member++) {
      const part = of[member] ?? 0
      let place = places[part] ?? 0
      if (place === 0) {
        firsts[count] = member
        places[part] = place = ++count
      }
      of[member] = place - 1
    }
    this.#made = count
    this.#isOrdered = true
  }
}
