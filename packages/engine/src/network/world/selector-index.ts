import type { LabelSelector } from '../../cluster/index.ts'
import { addAll, addBit, type Bits, emptyBits, fullBits, keepOnly, removeAll } from '../bits.ts'

/** Finds what a selector matches among many things with labels, by the labels and not one thing after the other. */
export class SelectorIndex {
  readonly #size: number
  readonly #byKey = new Map<string, { readonly all: Bits; readonly byValue: Map<string, Bits> }>()
  readonly #known = new Map<string, Bits>()

  constructor(size: number, labels: readonly Readonly<Record<string, string>>[]) {
    this.#size = size
    labels.forEach((own, i) => {
      for (const [key, value] of Object.entries(own)) {
        let found = this.#byKey.get(key)
        if (found === undefined) this.#byKey.set(key, (found = { all: emptyBits(size), byValue: new Map() }))
        addBit(found.all, i)
        let holders = found.byValue.get(value)
        if (holders === undefined) found.byValue.set(value, (holders = emptyBits(size)))
        addBit(holders, i)
      }
    })
  }

  /**
   * What a selector matches; an empty one everything. An operator that there is not matches nothing, as the API server
   * would not have taken it.
   */
  matching(selector: LabelSelector): Bits {
    const key = JSON.stringify(selector)
    let found = this.#known.get(key)
    if (found === undefined) this.#known.set(key, (found = this.#find(selector)))
    return found
  }

  #find({ matchLabels, matchExpressions }: LabelSelector): Bits {
    const bits = fullBits(this.#size)
    for (const [key, value] of Object.entries(matchLabels ?? {})) keepOnly(bits, this.#in(key, [value]))
    for (const { key = '', operator, values = [] } of matchExpressions ?? []) {
      if (operator === 'In') keepOnly(bits, this.#in(key, values))
      else if (operator === 'NotIn') removeAll(bits, this.#in(key, values))
      else if (operator === 'Exists') keepOnly(bits, this.#byKey.get(key)?.all ?? emptyBits(this.#size))
      else if (operator === 'DoesNotExist') removeAll(bits, this.#byKey.get(key)?.all ?? emptyBits(this.#size))
      else bits.fill(0)
    }
    return bits
  }

  #in(key: string, values: readonly string[]): Bits {
    const bits = emptyBits(this.#size)
    const byValue = this.#byKey.get(key)?.byValue
    for (const value of values) {
      const holders = byValue?.get(value)
      if (holders) addAll(bits, holders)
    }
    return bits
  }
}
