import type { CutPoint } from './cut-point.ts'
import type { Graph } from './graph.ts'
import { Rows } from './rows.ts'

/** The steps of a graph as flat arrays, and which of them are taken away. What a fact is used by, or given by, is a row. */
export class StepTable {
  readonly facts: number
  readonly steps: number
  readonly gives: Int32Array
  /** 1 for a technique, 0 where one fact only means another. */
  readonly cost: Uint8Array
  /** How many facts a step needs. */
  readonly needCount: Uint8Array
  readonly needs: Rows
  readonly uses: Rows
  readonly sources: Rows
  /** 1 for a step that is taken away. */
  readonly off: Uint8Array
  readonly #stepsOfCut = new Map<CutPoint, number[]>()

  constructor({ facts, steps, rows }: Graph) {
    this.facts = facts.length
    this.steps = steps.length
    this.gives = Int32Array.from(steps, ({ gives }) => gives)
    this.cost = Uint8Array.from(steps, ({ technique }) => (technique ? 1 : 0))
    this.needCount = Uint8Array.from(steps, ({ needs }) => needs.length)
    this.needs = rows.needs
    this.uses = rows.uses
    this.sources = new Rows(
      Int32Array.from({ length: this.steps + 1 }, (_, i) => i),
      this.gives,
    ).inverted(this.facts)
    this.off = new Uint8Array(steps.length)
    for (const [i, { cuts }] of steps.entries()) {
      for (const cut of cuts) {
        const known = this.#stepsOfCut.get(cut)
        if (known) known.push(i)
        else this.#stepsOfCut.set(cut, [i])
      }
    }
  }

  /** Takes away the steps that stand on any of these, and only those. */
  cut(cuts: Iterable<CutPoint>): void {
    this.off.fill(0)
    for (const cut of cuts) for (const step of this.#stepsOfCut.get(cut) ?? []) this.off[step] = 1
  }
}
