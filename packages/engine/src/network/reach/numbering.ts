import type { Bits } from '../bits.ts'

/** Numbers what is the same alike, from 0, by the words of some sets. It walks a tree, as making keys would cost more. */
export class Numbering {
  readonly #root: Branch = new Map()
  #count = 0

  /** How many different ones there are. */
  get count(): number {
    return this.#count
  }

  /** The number of these sets: the next one, which is the count as it was, where they are new. Always as many, as long as before. */
  of(...sets: readonly Bits[]): number {
    let branch = this.#root
    let left = sets.length
    for (const bits of sets) {
      left--
      const last = bits.length - 1
      for (let i = 0; i <= last; i++) {
        // As a signed whole number, which a map finds faster.
        const word = (bits[i] ?? 0) | 0
        const next = branch.get(word)
        if (left === 0 && i === last) {
          if (typeof next === 'number') return next
          branch.set(word, this.#count)
          return this.#count++
        }
        if (next === undefined || typeof next === 'number') {
          const fresh: Branch = new Map()
          branch.set(word, fresh)
          branch = fresh
        } else branch = next
      }
    }
    // Sets without words: there is one such.
    return 0
  }
}

type Branch = Map<number, Branch | number>
