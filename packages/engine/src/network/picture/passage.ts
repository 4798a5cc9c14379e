import type { Model } from '../network.ts'
import { protocols } from '../policy/policy.ts'
import { type Answer, type Cell, cellsOf, type Ends, joinedFrom, Matrix } from '../reach/index.ts'
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
  readonly #byNumber: (Passage | undefined)[] = []
  readonly #byText = new Map<string, Passage>()

  constructor(model: Model) {
    this.cells = cellsOf(model, 'apart')
    this.#matrix = new Matrix(model, this.cells, protocols)
  }

  from(ends: Ends): Passing {
    const into = joinedFrom(this.#matrix, ends)
    return (to, isSelf) => this.#passage(into(to, isSelf) ?? 0)
  }

  #passage(number: number): Passage {
    return (this.#byNumber[number] ??= this.#read(this.#matrix.answers.told(number)))
  }

  /** Answers differ in what not all pods of a workload may; their passages may be the same. */
  #read({ any }: Answer): Passage {
    const [allowed, unclear] = [portSetOf(any.allowed), portSetOf(any.undefined)]
    const key = `${allowed.text}; ${unclear.text}`
    let passage = this.#byText.get(key)
    if (passage === undefined) this.#byText.set(key, (passage = { id: this.#byText.size, allowed, unclear }))
    return passage
  }
}
