import type { Model } from '../network.ts'
import {
  type Grouped,
  grouped,
  type Likes,
  type Passage,
  Passages,
  type Passing,
  type PortSet,
  portsBeyond,
  portsOfAny,
} from '../picture/index.ts'
import { PairMemo } from '../reach/index.ts'
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
  const place = ([{ parts }]: Likes<Twin>) => parts[0]?.after.cells[0]?.cell.id ?? 0
  const waysOf = ([{ parts }]: Likes<Twin>): Way[] =>
    parts.map((part) => ({ part, was: old.from(part.before), is: current.from(part.after) }))
  const result = grouped([...Map.groupBy(twins, keyOf).values()], place, (all) => ({
    fill: (from, row) => {
      const ways = waysOf(from)
      for (const [i, [to]] of all.entries()) row[i] = compared.between(ways, to.parts)
    },
    told: (number) => compared.told(number),
    itself: (own) => compared.told(compared.between(waysOf(own), own[0].parts)),
  }))
  return { ...result, added, removed }
}

/** A part that connects, and what passes from it in both states. */
interface Way {
  readonly part: Part
  readonly was: Passing
  readonly is: Passing
}

const nothing: ComparedPassage = {
  id: 0,
  opened: portsOfAny(),
  closed: portsOfAny(),
  before: portsOfAny(),
  after: portsOfAny(),
}

/** Compared passages, each kind of them once, by number. */
class ComparedPassages {
  /** The first is nothing: so it is between ends of different families of addresses, which never meet. */
  readonly #all: ComparedPassage[] = [nothing]
  readonly #byText = new Map([[textOf(nothing), 0]])
  readonly #was: Passage[] = []
  readonly #is: Passage[] = []
  /** By numbers of passages: before with even ones, after with odd ones. */
  readonly #changes = new PairMemo((a, b) => {
    const [even, odd] = a % 2 === 0 ? [a, b] : [b, a]
    const [before, after] = [open(this.#was[even / 2]), open(this.#is[(odd - 1) / 2])]
    return this.#number({ opened: portsBeyond(after, before), closed: portsBeyond(before, after), before, after })
  })
  readonly #joined = new PairMemo((a, b) => {
    const of = (part: keyof Change) => portsOfAny(...[a, b].flatMap((number) => this.#all[number]?.[part] ?? []))
    return this.#number({ opened: of('opened'), closed: of('closed'), before: of('before'), after: of('after') })
  })

  /** The number of what changes from any part to any other. */
  between(ways: readonly Way[], to: readonly Part[]): number {
    let joint = -1
    for (const { part, was, is } of ways) {
      for (const { families, before, after } of to) {
        if ((families & part.families) === 0) continue
        const number = this.#between(was(before), is(after))
        joint = joint === -1 || joint === number ? number : this.#joined.of(joint, number)
      }
    }
    return Math.max(joint, 0)
  }

  told(number: number): ComparedPassage {
    return this.#all[number] ?? nothing
  }

  #between(was: Passage, is: Passage): number {
    this.#was[was.id] ??= was
    this.#is[is.id] ??= is
    return this.#changes.of(was.id * 2, is.id * 2 + 1)
  }

  #number(change: Change): number {
    const key = textOf(change)
    let number = this.#byText.get(key)
    if (number === undefined) {
      number = this.#all.length
      this.#byText.set(key, number)
      this.#all.push({ ...change, id: number })
    }
    return number
  }
}

type Change = Omit<ComparedPassage, 'id'>

function textOf({ opened, closed, before, after }: Change): string {
  return [opened, closed, before, after].map(({ text }) => text).join('; ')
}

function open(passage: Passage | undefined): PortSet {
  return portsOfAny(...(passage ? [passage.allowed, passage.unclear] : []))
}
