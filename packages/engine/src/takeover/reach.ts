import type { CutPoint } from './cut-point.ts'
import type { Graph, Step } from './graph.ts'

/** What follows from a start, with the fewest techniques for each fact. */
export interface Reached {
  /** The number of techniques to a fact, by its index; undefined where it is not reached. */
  readonly length: (fact: number) => number | undefined
  /** The steps that lead to a fact, each after those that it needs. */
  readonly proof: (fact: number) => Step[]
}

/**
 * Follows steps from facts forward until nothing new comes up, cheapest first. A step is taken once all that it needs is
 * had; its length is the sum of its needs' lengths, and one more where it is a technique.
 *
 * Source of the method: D. E. Knuth, A generalization of Dijkstra's algorithm, 1977
 */
export class Reach {
  readonly #graph: Graph
  readonly #off: Uint8Array
  readonly #stepsOfCut = new Map<CutPoint, number[]>()
  readonly #useStart: Int32Array
  readonly #uses: Int32Array
  readonly #gives: Int32Array
  readonly #need: Uint8Array
  readonly #cost: Uint8Array
  // What is below belongs to one run; a stamp says whether an entry is of the current one.
  readonly #factStamp: Int32Array
  readonly #length: Int32Array
  readonly #settled: Int32Array
  readonly #by: Int32Array
  readonly #stepStamp: Int32Array
  readonly #left: Uint8Array
  readonly #sum: Int32Array
  #run = 0

  constructor(graph: Graph) {
    this.#graph = graph
    const { steps, facts } = graph
    this.#off = new Uint8Array(steps.length)
    this.#useStart = new Int32Array(facts.length + 1)
    for (let i = 0; i < facts.length; i++)
      this.#useStart[i + 1] = (this.#useStart[i] ?? 0) + (graph.uses[i]?.length ?? 0)
    this.#uses = Int32Array.from(graph.uses.flat())
    this.#gives = Int32Array.from(steps, ({ gives }) => gives)
    this.#need = Uint8Array.from(steps, ({ needs }) => needs.length)
    this.#cost = Uint8Array.from(steps, ({ technique }) => (technique ? 1 : 0))
    this.#factStamp = new Int32Array(facts.length)
    this.#length = new Int32Array(facts.length)
    this.#settled = new Int32Array(facts.length)
    this.#by = new Int32Array(facts.length)
    this.#stepStamp = new Int32Array(steps.length)
    this.#left = new Uint8Array(steps.length)
    this.#sum = new Int32Array(steps.length)
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
    this.#off.fill(0)
    for (const cut of cuts) for (const step of this.#stepsOfCut.get(cut) ?? []) this.#off[step] = 1
  }

  /** Follows everything from a start; stops early once all targets are reached. The answer holds until the next call. */
  from(start: readonly number[], targets: readonly number[]): Reached {
    const run = ++this.#run
    const buckets: number[][] = [[...start]]
    for (const fact of start) this.#note(fact, 0, -1)
    let missing = new Set(targets).size
    const wanted = new Set(targets)
    for (let length = 0; length < buckets.length && missing > 0; length++) {
      const bucket = buckets[length] ?? []
      // The bucket grows while it is walked: steps that only say what a fact means cost nothing.
      for (let i = 0; i < bucket.length && missing > 0; i++) {
        const fact = bucket[i] ?? 0
        if (this.#settled[fact] === run || this.#length[fact] !== length) continue
        this.#settled[fact] = run
        if (wanted.has(fact)) missing--
        this.#follow(fact, length, run, buckets)
      }
    }
    const isReached = (fact: number) => this.#settled[fact] === run
    return {
      length: (fact) => (isReached(fact) ? this.#length[fact] : undefined),
      proof: (fact) => (isReached(fact) ? this.#proof(fact) : []),
    }
  }

  #note(fact: number, length: number, by: number): void {
    this.#factStamp[fact] = this.#run
    this.#length[fact] = length
    this.#by[fact] = by
  }

  #follow(fact: number, length: number, run: number, buckets: number[][]): void {
    const end = this.#useStart[fact + 1] ?? 0
    for (let at = this.#useStart[fact] ?? 0; at < end; at++) {
      const step = this.#uses[at] ?? 0
      if (this.#off[step] === 1) continue
      if (this.#stepStamp[step] !== run) {
        this.#stepStamp[step] = run
        this.#left[step] = this.#need[step] ?? 0
        this.#sum[step] = 0
      }
      const sum = (this.#sum[step] ?? 0) + length
      this.#sum[step] = sum
      const left = (this.#left[step] ?? 1) - 1
      this.#left[step] = left
      if (left > 0) continue
      const total = sum + (this.#cost[step] ?? 0)
      const given = this.#gives[step] ?? 0
      if (this.#factStamp[given] === run && (this.#length[given] ?? 0) <= total) continue
      this.#note(given, total, step)
      const bucket = (buckets[total] ??= [])
      for (let i = buckets.length - 1; i >= 0 && buckets[i] === undefined; i--) buckets[i] = []
      bucket.push(given)
    }
  }

  #proof(fact: number): Step[] {
    const steps: Step[] = []
    const seen = new Set<number>()
    const visit = (each: number): void => {
      if (seen.has(each)) return
      seen.add(each)
      const by = this.#by[each] ?? -1
      const step = this.#graph.steps[by]
      if (by === -1 || step === undefined) return
      for (const need of step.needs) visit(need)
      steps.push(step)
    }
    visit(fact)
    return steps
  }
}
