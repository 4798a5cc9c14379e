import type { Bits } from '../bits.ts'
import type { Model } from '../network.ts'
import { protocols } from '../policy/policy.ts'
import { anyFrom, anyRow, type Cell, cellsOf, type Ends, Matrix, Numbering } from '../reach/index.ts'
import { type PortSet, portSetOf } from './port-set.ts'

/** What may pass from any pod of one workload to any of another, by port. */
export interface Passage {
  /** Passages that are alike have the same. */
  readonly id: number
  /** What is allowed for certain. */
  readonly allowed: PortSet
  /** What is left to the implementation. */
  readonly unclear: PortSet
}

/** What passes from some ends to others, or among their own pods. */
export type Passing = (to: Ends, isSelf?: boolean) => Passage

/** Passages of a network; parts of the outside that policies name are cells of their own. */
export class Passages {
  readonly cells: readonly Cell[]
  readonly #matrix: Matrix
  /** Passages by their sets of ports; different ones may be told alike. */
  readonly #numbers: Numbering
  readonly #byNumber: number[] = []
  readonly #all: Passage[] = []
  readonly #byText = new Map<string, Passage>()
  readonly #scratch: Bits

  constructor(model: Model) {
    this.cells = cellsOf(model, 'apart')
    this.#matrix = new Matrix(model, this.cells, protocols)
    const { width } = this.#matrix.answers
    this.#numbers = new Numbering(width)
    this.#scratch = new Uint32Array(width)
  }

  from(ends: Ends): Passing {
    const into = anyFrom(this.#matrix, ends, this.#scratch)
    return (to, isSelf) => this.told(this.#number(into(to, isSelf)))
  }

  /** What passes from any ends to all of these, as numbers of passages. */
  rowsTo(targets: readonly Ends[]): { readonly fill: (from: Ends, row: Int32Array) => void } {
    const row = anyRow(this.#matrix, targets, this.#scratch)
    return {
      fill: (from, into) =>
        row(from, (found, i) => {
          into[i] = this.#number(found)
        }),
    }
  }

  /** @throws RangeError for a number that no passage has. */
  told(number: number): Passage {
    const found = this.#all[number]
    if (found === undefined) throw new RangeError(`there is no passage ${number}`)
    return found
  }

  /** The number of the passage that some sets of ports are. */
  #number(found: Bits): number {
    const number = this.#numbers.of(found)
    return this.#byNumber[number] ?? (this.#byNumber[number] = this.#read(found).id)
  }

  #read(found: Bits): Passage {
    const { answers } = this.#matrix
    const portsIn = (start: number, end: number) => portSetOf(answers.ranges(found.subarray(start, end)))
    const [allowed, unclear] = [portsIn(0, answers.width / 2), portsIn(answers.width / 2, answers.width)]
    const key = `${allowed.text}; ${unclear.text}`
    let passage = this.#byText.get(key)
    if (passage === undefined) {
      passage = { id: this.#all.length, allowed, unclear }
      this.#byText.set(key, passage)
      this.#all.push(passage)
    }
    return passage
  }
}
