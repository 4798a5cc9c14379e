/** Longer texts are seldom written twice, and cost little beside what they say. */
const longest = 128

/**
 * Strings cut from a text, where one that is written again is often the string of before: the keys of ten thousand
 * objects are the same few, and so are most values. A string that lost its slot to another is only cut again.
 */
export class SharedStrings {
  readonly #text: string
  readonly #slots: string[]
  readonly #mask: number

  /** `length` is how much of the text will be read. */
  constructor(text: string, length: number) {
    this.#text = text
    const size = 2 ** Math.min(Math.max(Math.ceil(Math.log2(length / 64)), 4), 14)
    this.#slots = Array.from({ length: size }, () => '')
    this.#mask = size - 1
  }

  /** What stands between two offsets; `hash` is any number that equal strings have in common. */
  cut(start: number, end: number, hash: number): string {
    if (end - start > longest) return this.#text.slice(start, end)
    const slot = (hash ^ (hash >>> 15)) & this.#mask
    const known = this.#slots[slot]
    if (known?.length === end - start && this.#text.startsWith(known, start)) return known
    return (this.#slots[slot] = this.#text.slice(start, end))
  }
}
