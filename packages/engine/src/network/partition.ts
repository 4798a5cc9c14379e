import type { Bits } from './bits.ts'

/** For each number, the part that it is in, as small as can be. */
export type PartNumbers = Uint16Array | Int32Array

/**
 * Parts small whole numbers by the sets that they are in: what is in the same sets stays together. Sets are taken up some
 * at a time, as one more bit of a number's mask each, and then all numbers are looked at once.
 */
export class Partition {
  readonly #of: Int32Array
  readonly #masks: Uint8Array
  /** How many sets a mask takes; fewer where many parts would make the table below too large. */
  readonly #width: number
  /** The new part, counted from 1, by old part and mask. */
  #table = new Int32Array(0)
  #count: number
  #pending = 0

  constructor(size: number) {
    this.#of = new Int32Array(size)
    this.#masks = new Uint8Array(size)
    this.#width = size > 30_000 ? 4 : 8
    this.#count = size > 0 ? 1 : 0
  }

  /** Back to one part. */
  reset(): this {
    this.#of.fill(0)
    this.#masks.fill(0)
    this.#count = this.#of.length > 0 ? 1 : 0
    this.#pending = 0
    return this
  }

  /** How many parts there are; they are numbered from 0, in the order of their first members. */
  get count(): number {
    this.#settle()
    return this.#count
  }

  /** The part that each number is in, until the next change. */
  get of(): Int32Array {
    this.#settle()
    return this.#of
  }

  /** Parts what is in a set from what is not. */
  split(bits: Bits): void {
    const masks = this.#masks
    const bit = 1 << this.#pending
    for (let i = 0; i < bits.length; i++) {
      let rest = bits[i] ?? 0
      while (rest !== 0) {
        const member = i * 32 + (31 - Math.clz32(rest & -rest))
        masks[member] = (masks[member] ?? 0) | bit
        rest &= rest - 1
      }
    }
    this.#pending++
    if (this.#pending === this.#width) this.#settle()
  }

  /** Parts what differs in something. */
  splitBy(keyOf: (member: number) => unknown): void {
    this.#settle()
    const byPart = Array.from({ length: this.#count }, () => new Map<unknown, number>())
    let count = 0
    this.#of.forEach((part, member) => {
      const key = keyOf(member)
      const known = byPart[part]?.get(key)
      if (known === undefined) byPart[part]?.set(key, count)
      this.#of[member] = known ?? count++
    })
    this.#count = count
  }

  compact(): PartNumbers {
    return this.count <= 65_536 ? Uint16Array.from(this.of) : this.of.slice()
  }

  /** A number of each part, by part. */
  samples(): Int32Array {
    const samples = new Int32Array(this.count)
    for (let member = this.#of.length - 1; member >= 0; member--) samples[this.#of[member] ?? 0] = member
    return samples
  }

  #settle(): void {
    if (this.#pending === 0) return
    const width = this.#pending
    const length = this.#count << width
    if (this.#table.length < length) this.#table = new Int32Array(length)
    const table = this.#table
    const of = this.#of
    const masks = this.#masks
    let count = 0
    for (let member = 0; member < of.length; member++) {
      const key = ((of[member] ?? 0) << width) | (masks[member] ?? 0)
      let part = table[key] ?? 0
      if (part === 0) table[key] = part = ++count
      of[member] = part - 1
    }
    table.fill(0, 0, length)
    masks.fill(0)
    this.#count = count
    this.#pending = 0
  }
}
