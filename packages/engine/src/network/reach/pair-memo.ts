/** Remembers what two whole numbers, of which the order does not matter, come to. The last ones are found without a search. */
export class PairMemo {
  readonly #make: (a: number, b: number) => number
  readonly #known = new Map<number, number>()
  readonly #lows = new Int32Array(places).fill(-1)
  readonly #highs = new Int32Array(places)
  readonly #values = new Int32Array(places)

  constructor(make: (a: number, b: number) => number) {
    this.#make = make
  }

  of(a: number, b: number): number {
    const low = Math.min(a, b)
    const high = Math.max(a, b)
    const place = (Math.imul(low, 0x9e3779b1) + Math.imul(high, 0x85ebca6b)) >>> shift
    if (this.#lows[place] === low && this.#highs[place] === high) return this.#values[place] ?? 0
    const key = low * 2 ** 26 + high
    let value = this.#known.get(key)
    if (value === undefined) this.#known.set(key, (value = this.#make(low, high)))
    this.#lows[place] = low
    this.#highs[place] = high
    this.#values[place] = value
    return value
  }
}

const bits = 14
const places = 2 ** bits
const shift = 32 - bits
