import type { Row } from './matrix.ts'

/** Some of the places of a row, in order. They are a stretch of a list that all of the row share, as there are many. */
export class Places implements Iterable<number> {
  readonly #all: Uint16Array | Int32Array
  readonly #start: number
  readonly #end: number

  constructor(all: Uint16Array | Int32Array, start: number, end: number) {
    this.#all = all
    this.#start = start
    this.#end = end
  }

  get length(): number {
    return this.#end - this.#start
  }

  [Symbol.iterator](): Iterator<number> {
    return this.#all.subarray(this.#start, this.#end)[Symbol.iterator]()
  }
}

/** Sorts the places of rows by what stands there; 0 counts as nothing. */
export class Gatherer {
  /** How often each number was met, then where its next place goes; all 0 between two rows. */
  #marks = new Int32Array(64)

  /** The numbers of a row, none of which is above the highest, in the order in which they are met first; `but` is left out. */
  gather({ count, starts, numbers }: Row, highest: number, but: number): Gathered[] {
    if (this.#marks.length <= highest) this.#marks = new Int32Array(highest * 2 + 1)
    const marks = this.#marks
    const found: number[] = []
    for (let i = 0; i < count; i++) {
      const number = numbers[i] ?? 0
      if (number === 0) continue
      const start = starts[i] ?? 0
      const end = starts[i + 1] ?? 0
      const length = end - start - (start <= but && but < end ? 1 : 0)
      if (length === 0) continue
      const before = marks[number] ?? 0
      if (before === 0) found.push(number)
      marks[number] = before + length
    }
    let size = 0
    const ends = found.map((number) => {
      const start = size
      size += marks[number] ?? 0
      marks[number] = start
      return size
    })
    const all = (starts[count] ?? 0) <= 65_536 ? new Uint16Array(size) : new Int32Array(size)
    for (let i = 0; i < count; i++) {
      const number = numbers[i] ?? 0
      if (number === 0) continue
      let place = marks[number] ?? 0
      for (let at = starts[i] ?? 0; at < (starts[i + 1] ?? 0); at++) if (at !== but) all[place++] = at
      marks[number] = place
    }
    for (const number of found) marks[number] = 0
    return found.map((number, i) => ({ number, places: new Places(all, ends[i - 1] ?? 0, ends[i] ?? 0) }))
  }
}

interface Gathered {
  readonly number: number
  readonly places: Places
}
