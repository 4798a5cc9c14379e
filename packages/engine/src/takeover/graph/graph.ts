import type { CutPoint } from './cut-point.ts'
import type { Fact } from './facts.ts'
import { type Rows, rowsOf } from './rows.ts'
import type { TechniqueInfo } from './technique-info.ts'

/** From facts that must all be had, one more. */
export interface Step {
  readonly needs: readonly number[]
  readonly gives: number
  /** Declarations that it stands on: without any one of them it is gone. */
  readonly cuts: readonly CutPoint[]
  /** What is done; undefined where one fact only means another, as a membership does. */
  readonly technique: TechniqueInfo | undefined
  /** What is done in words, made when it is shown. */
  readonly tell: (() => string) | undefined
}

export interface NewStep {
  readonly needs: readonly Fact[]
  readonly gives: Fact
  readonly cuts?: readonly CutPoint[]
  readonly technique?: TechniqueInfo
  readonly tell?: () => string
}

export interface GraphRows {
  /** The facts that each step needs. */
  readonly needs: Rows
  /** The steps that need each fact. */
  readonly uses: Rows
}

const none: readonly CutPoint[] = []

/** Facts and the steps between them: a hypergraph, as a step may need several facts at once. */
export class Graph {
  readonly facts: Fact[] = []
  readonly steps: Step[] = []
  /** The last step that gives each fact, -1 for none, and the one before each step that gives the same. */
  readonly #lastSource: number[] = []
  readonly #sourceBefore: number[] = []
  #rows: GraphRows | undefined
  readonly #index = new Map<string, number>()

  indexOf(fact: Fact): number {
    let index = this.#index.get(fact.key)
    if (index === undefined) {
      index = this.facts.length
      this.#index.set(fact.key, index)
      this.facts.push(fact)
      this.#lastSource.push(-1)
      this.#rows = undefined
    }
    return index
  }

  find(fact: Fact): number | undefined {
    return this.#index.get(fact.key)
  }

  /** Whether some step gives a fact, so that it may be had at all. */
  isGiven(fact: Fact): boolean {
    const index = this.#index.get(fact.key)
    return index !== undefined && this.#lastSource[index] !== -1
  }

  add({ needs, gives, cuts = none, technique, tell }: NewStep): void {
    const all = needs.map((fact) => this.indexOf(fact))
    const needed = all.length < 2 ? all : [...new Set(all)]
    const given = this.indexOf(gives)
    if (needed.includes(given)) return
    const index = this.steps.length
    this.steps.push({ needs: needed, gives: given, cuts, technique, tell })
    this.#sourceBefore.push(this.#lastSource[given] ?? -1)
    this.#lastSource[given] = index
    this.#rows = undefined
  }

  /** The steps that give a fact so far. */
  sourcesOf(fact: number): Step[] {
    const found: Step[] = []
    for (let at = this.#lastSource[fact] ?? -1; at !== -1; at = this.#sourceBefore[at] ?? -1) {
      const step = this.steps[at]
      if (step) found.push(step)
    }
    return found.reverse()
  }

  /** Which steps need which facts, as things are now. A list for every fact would take far more memory. */
  get rows(): GraphRows {
    if (this.#rows === undefined) {
      const needs = rowsOf(this.steps.map((step) => step.needs))
      this.#rows = { needs, uses: needs.inverted(this.facts.length) }
    }
    return this.#rows
  }
}
