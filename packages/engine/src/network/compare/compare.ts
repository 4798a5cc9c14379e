import type { Model } from '../network.ts'
import {
  type Grouped,
  grouped,
  type Passage,
  Passages,
  type Passing,
  type PortSet,
  portsBeyond,
  portsOfAny,
} from '../picture/index.ts'
import { type Part, type Twin, twinsOf } from './parts.ts'

/** What changed between two parties. What is left to the implementation counts as open. */
export interface ComparedPassage {
  readonly id: number
  /** What any pod of one can newly do to any of the other; another pod may have been able to before. */
  readonly opened: PortSet
  readonly closed: PortSet
  /** What any of the pods could do, and can. */
  readonly before: PortSet
  readonly after: PortSet
}

/** What a change opens and closes between workloads that are there before and after. */
export interface Comparison extends Grouped<ComparedPassage> {
  /** Workloads that are there only after, and only before: what they can do is no change of anything. */
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

/** Compares what two states of a network let connect, by workload. */
export function compareNetworks(before: Model, after: Model): Comparison {
  const [old, current] = [new Passages(before), new Passages(after)]
  const { twins, added, removed } = twinsOf({ model: before, cells: old.cells }, { model: after, cells: current.cells })
  const keyOf = ({ parts }: Twin) =>
    parts
      .map(({ key }) => key)
      .toSorted()
      .join('; ')
  const compared = new ComparedPassages()
  const result = grouped([...Map.groupBy(twins, keyOf).values()], ([from]) => {
    const ways = from.parts.map((part) => ({ part, was: old.from(part.before), is: current.from(part.after) }))
    return ([to]) => compared.between(ways, to.parts)
  })
  return { ...result, added, removed }
}

/** A part that connects, and what passes from it in both states. */
interface Way {
  readonly part: Part
  readonly was: Passing
  readonly is: Passing
}

/** Compared passages, each kind of them once. */
class ComparedPassages {
  readonly #known = new Map<string, ComparedPassage>()

  /** What changes from any part to any other. */
  between(ways: readonly Way[], to: readonly Part[]): ComparedPassage {
    const found = new Map<string, readonly [Passage, Passage]>()
    for (const { part, was, is } of ways) {
      for (const { families, before, after } of to) {
        if ((families & part.families) === 0) continue
        const pair = [was(before), is(after)] as const
        found.set(`${pair[0].id} ${pair[1].id}`, pair)
      }
    }
    const key = [...found.keys()].toSorted().join()
    let known = this.#known.get(key)
    if (known === undefined) this.#known.set(key, (known = compare(this.#known.size, [...found.values()])))
    return known
  }
}

function compare(id: number, pairs: readonly (readonly [Passage, Passage])[]): ComparedPassage {
  const open = ({ allowed, unclear }: Passage) => portsOfAny(allowed, unclear)
  const states = pairs.map(([was, is]) => ({ was: open(was), is: open(is) }))
  return {
    id,
    opened: portsOfAny(...states.map(({ was, is }) => portsBeyond(is, was))),
    closed: portsOfAny(...states.map(({ was, is }) => portsBeyond(was, is))),
    before: portsOfAny(...states.map(({ was }) => was)),
    after: portsOfAny(...states.map(({ is }) => is)),
  }
}
