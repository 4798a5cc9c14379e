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

  /** The numbers of a row, none of which is above the highest, in the order in which they are met first. */
  gather(row: ArrayLike<number>, highest: number): { readonly number: number; readonly places: Places }[] {
    if (this.#marks.length <= highest) this.#marks = new Int32Array(highest * 2 + 1)
    const marks = this.#marks
    const { length } = row
    const found: number[] = []
    for (let at = 0; at < length; at++) {
      const number = row[at] ?? 0
      const count = marks[number] ?? 0
      if (count === 0 && number !== 0) found.push(number)
      marks[number] = count + 1
    }
    let end = 0
    marks[0] = 0
    const ends = found.map((number) => {
      const start = end
      end += marks[number] ?? 0
      marks[number] = start
      return end
    })
    const all = length <= 65_536 ? new Uint16Array(end) : new Int32Array(end)
    for (let at = 0; at < length; at++) {
      const number = row[at] ?? 0
      if (number === 0) continue
      const place = marks[number] ?? 0
      all[place] = at
      marks[number] = place + 1
    }
    for (const number of found) marks[number] = 0
    return found.map((number, i) => ({ number, places: new Places(all, ends[i - 1] ?? 0, ends[i] ?? 0) }))
  }
}
