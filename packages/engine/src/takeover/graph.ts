import type { CutPoint } from './cut-point.ts'
import type { Fact } from './facts.ts'
import type { TechniqueInfo } from './technique.ts'

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

/** Facts and the steps between them: a hypergraph, as a step may need several facts at once. */
export class Graph {
  readonly facts: Fact[] = []
  readonly steps: Step[] = []
  /** The steps that need a fact, by its index. */
  readonly uses: number[][] = []
  /** The steps that give a fact, by its index. */
  readonly sources: number[][] = []
  readonly #index = new Map<string, number>()

  indexOf(fact: Fact): number {
    let index = this.#index.get(fact.key)
    if (index === undefined) {
      index = this.facts.length
      this.#index.set(fact.key, index)
      this.facts.push(fact)
      this.uses.push([])
      this.sources.push([])
    }
    return index
  }

  find(fact: Fact): number | undefined {
    return this.#index.get(fact.key)
  }

  /** Whether some step gives a fact, so that it may be had at all. */
  isGiven(fact: Fact): boolean {
    const index = this.#index.get(fact.key)
    return index !== undefined && (this.sources[index]?.length ?? 0) > 0
  }

  add({ needs, gives, cuts = [], technique, tell }: NewStep): void {
    const needed = [...new Set(needs.map((fact) => this.indexOf(fact)))]
    const given = this.indexOf(gives)
    if (needed.includes(given)) return
    const index = this.steps.length
    this.steps.push({ needs: needed, gives: given, cuts, technique, tell })
    for (const fact of needed) this.uses[fact]?.push(index)
    this.sources[given]?.push(index)
  }
}
