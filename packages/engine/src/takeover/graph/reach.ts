import { type Distances, distancesTo, unreachable } from './bounds.ts'
import type { CutPoint } from './cut-point.ts'
import type { Graph, Step } from './graph.ts'
import { StepTable } from './step-table.ts'

/** A way from a start to a target of which no part takes more techniques, one after another, than it must. */
export interface Way {
  /** How many techniques it takes. */
  readonly length: number
  /** The steps, each after those that it needs. */
  readonly proof: readonly Step[]
}

/** What is known about a target under the present cut. */
interface Toward {
  /** At least so many techniques from each fact. */
  readonly bounds: Int32Array
  /** Ways of steps that need nothing else. */
  readonly chains: Distances
  /** Facts that were all had at once without reaching the target bear the number of that search. */
  readonly vain: Int32Array
}

/**
 * Follows steps from facts forward until a target is reached, nearest first. A step is taken once all that it needs is had;
 * it is as far as the farthest of its needs, and one more where it is a technique: what two needs share is walked once. What is nearest to the target by a
 * bound from below is followed first, what does not lead there not at all, and the search ends where a chain of steps that
 * need nothing else is as short as the bound. Whatever was had in a search that failed fails by itself too, so that it is
 * not searched from again.
 *
 * Sources of the method: D. E. Knuth, A generalization of Dijkstra's algorithm, 1977; P. E. Hart, N. J. Nilsson and
 * B. Raphael, A formal basis for the heuristic determination of minimum cost paths, 1968
 */
export class Reach {
  readonly #graph: Graph
  readonly #table: StepTable
  readonly #toward = new Map<number, Toward>()
  // What is below belongs to one search; a stamp says whether an entry is of the current one.
  readonly #factStamp: Int32Array
  readonly #length: Int32Array
  readonly #settled: Int32Array
  readonly #by: Int32Array
  readonly #stepStamp: Int32Array
  readonly #left: Uint8Array
  readonly #farthest: Int32Array
  #run = 0

  constructor(graph: Graph) {
    this.#graph = graph
    this.#table = new StepTable(graph)
    const { facts, steps } = this.#table
    this.#factStamp = new Int32Array(facts)
    this.#length = new Int32Array(facts)
    this.#settled = new Int32Array(facts)
    this.#by = new Int32Array(facts)
    this.#stepStamp = new Int32Array(steps)
    this.#left = new Uint8Array(steps)
    this.#farthest = new Int32Array(steps)
  }

  /** Takes away the steps that stand on any of these, and only those. */
  cut(cuts: Iterable<CutPoint>): void {
    this.#table.cut(cuts)
    this.#toward.clear()
  }

  /** The shortest way from facts that are had to a target; undefined when there is none. */
  way(start: readonly number[], target: number): Way | undefined {
    const toward = this.#about(target)
    const { bounds, vain } = toward
    const from = start.filter((fact) => (bounds[fact] ?? unreachable) < unreachable)
    const [first] = from
    if (first === undefined) return undefined
    const failed = vain[first] ?? 0
    if (failed !== 0 && from.every((fact) => vain[fact] === failed)) return undefined
    const last = this.#search(from, toward)
    if (last === undefined) return undefined
    const proof = this.#proof(last, toward.chains)
    return { length: proof.filter(({ technique }) => technique !== undefined).length, proof }
  }

  #about(target: number): Toward {
    let toward = this.#toward.get(target)
    if (toward === undefined) {
      toward = {
        bounds: distancesTo(target, this.#table, 'any').lengths,
        chains: distancesTo(target, this.#table, 'single'),
        vain: new Int32Array(this.#table.facts),
      }
      this.#toward.set(target, toward)
    }
    return toward
  }

  /** The fact from which a chain goes on as short as it can be; undefined when the target is not reached. */
  #search(start: readonly number[], { bounds, chains, vain }: Toward): number | undefined {
    const run = ++this.#run
    // Facts by their length with the bound added, which never falls along a step.
    const buckets: number[][] = []
    const had: number[] = []
    for (const fact of start) {
      this.#note(fact, 0, -1)
      put(buckets, bounds[fact] ?? 0, fact)
    }
    for (let total = 0; total < buckets.length; total++) {
      const bucket = buckets[total] ?? []
      // What was found last is followed first, as it is the farthest on its way.
      for (let fact = bucket.pop(); fact !== undefined; fact = bucket.pop()) {
        const length = this.#length[fact] ?? 0
        if (this.#settled[fact] === run || length + (bounds[fact] ?? 0) !== total) continue
        this.#settled[fact] = run
        if (chains.lengths[fact] === bounds[fact]) return fact
        had.push(fact)
        this.#follow(fact, length, run, bounds, buckets)
      }
    }
    for (const fact of had) vain[fact] = run
    return undefined
  }

  #note(fact: number, length: number, by: number): void {
    this.#factStamp[fact] = this.#run
    this.#length[fact] = length
    this.#by[fact] = by
  }

  #follow(fact: number, length: number, run: number, bounds: Int32Array, buckets: number[][]): void {
    const { uses, gives, cost, needCount, off } = this.#table
    const end = uses.starts[fact + 1] ?? 0
    for (let at = uses.starts[fact] ?? 0; at < end; at++) {
      const step = uses.items[at] ?? 0
      const given = gives[step] ?? 0
      const bound = bounds[given] ?? 0
      if (bound === unreachable || off[step] === 1) continue
      if (this.#stepStamp[step] !== run) {
        this.#stepStamp[step] = run
        this.#left[step] = needCount[step] ?? 0
        this.#farthest[step] = 0
      }
      const farthest = Math.max(this.#farthest[step] ?? 0, length)
      this.#farthest[step] = farthest
      const left = (this.#left[step] ?? 1) - 1
      this.#left[step] = left
      if (left > 0) continue
      const total = farthest + (cost[step] ?? 0)
      if (this.#factStamp[given] === run && (this.#length[given] ?? 0) <= total) continue
      this.#note(given, total, step)
      put(buckets, total + bound, given)
    }
  }

  /** The steps to a fact, and on from there. */
  #proof(fact: number, { next }: Distances): Step[] {
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
    for (let at = next[fact] ?? -1; at !== -1; ) {
      const step = this.#graph.steps[at]
      if (step === undefined) break
      if (!seen.has(step.gives)) steps.push(step)
      at = next[step.gives] ?? -1
    }
    return steps
  }
}

function put(buckets: number[][], at: number, fact: number): void {
  while (buckets.length <= at) buckets.push([])
  buckets[at]?.push(fact)
}
