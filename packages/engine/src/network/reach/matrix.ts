import { emptyBits, fullBits } from '../bits.ts'
import type { DecisionTable, Outcome } from '../decide.ts'
import type { Model } from '../network.ts'
import type { PartNumbers } from '../partition.ts'
import type { Protocol } from '../policy/policy.ts'
import { Answers } from './answers.ts'
import type { Cell } from './cells.ts'

/**
 * What gets from any cell to any other, row by row as it is asked for. Outcomes of a direction are numbered once for all
 * tables, so that a pair costs two look-ups and a third for what both come to.
 */
export class Matrix {
  readonly answers: Answers
  readonly #egress: Numbered
  readonly #ingress: Numbered
  /** Answers by outcome of ingress, then of egress, counted from 1: those of one source's table stand near each other. */
  readonly #both: Int32Array
  /** For each cell, the class that stands for it. */
  readonly #classOf: Int32Array
  /**
   * For some cells, and each table of ingress, the number of what it makes of the cell as a source. Each table is far from
   * the next in memory, and what it says of neighbours is not: so it is asked for several cells at once.
   */
  readonly #into: Int32Array
  /** Which cells those are: the first is this many times `together`. */
  #block = -1
  readonly #outside: readonly number[]
  /** Cells that are of one family alone. */
  readonly #ofFamily: Readonly<Record<1 | 2, readonly number[]>>

  constructor(model: Model, cells: readonly Cell[], protocols: readonly Protocol[]) {
    const ports = model.portIndex.groups.length
    const classes = model.classes.all.length
    this.answers = new Answers(model.portIndex, protocols)
    const tablesOf = (direction: 'egress' | 'ingress') =>
      numbered(
        cells.map((cell) => cell[direction]),
        { ports, classes },
      )
    this.#egress = tablesOf('egress')
    this.#ingress = tablesOf('ingress')
    this.#both = new Int32Array(this.#egress.outcomes.length * this.#ingress.outcomes.length)
    this.#classOf = Int32Array.from(cells, ({ sample }) => sample.id)
    this.#into = new Int32Array(this.#ingress.parts.length * together)
    this.#outside = cells.filter(({ kind }) => kind === 'external').map(({ id }) => id)
    const only = (family: number) => cells.filter(({ families }) => families === family).map(({ id }) => id)
    this.#ofFamily = { 1: only(1), 2: only(2) }
  }

  /** Numbers of answers from a cell to every cell; the array is used again by the next call where one is given. */
  row({ id, kind, families }: Cell, row = new Int32Array(this.#classOf.length)): Int32Array {
    // Fields are looked up once, as the loop runs for every pair.
    const into = this.#into
    const { tableOf, parts } = this.#ingress
    const block = Math.floor(id / together)
    if (block !== this.#block) this.#take(block)
    const start = (id % together) * parts.length
    const own = this.#egress.tableOf[id] ?? 0
    const outParts = this.#egress.parts[own] ?? noParts
    const outNumbers = this.#egress.numbers[own] ?? noNumbers
    const classOf = this.#classOf
    const both = this.#both
    const stride = this.#egress.outcomes.length
    let before = -1
    let answer = 0
    for (let to = 0; to < row.length; to++) {
      const out = outNumbers[outParts[classOf[to] ?? 0] ?? 0] ?? 0
      const at = (Math.imul(into[start + (tableOf[to] ?? 0)] ?? 0, stride) + out) | 0
      // Neighbours often meet the same two outcomes.
      if (at !== before) {
        const known = both[at] ?? 0
        answer = known === 0 ? this.#answer(at) : known - 1
        before = at
      }
      row[to] = answer
    }
    // Addresses of different families do not meet, and what is outside is not ours to judge.
    if (kind === 'external') for (const each of this.#outside) row[each] = 0
    if (families !== 3) for (const each of this.#ofFamily[families === 1 ? 2 : 1]) row[each] = 0
    return row
  }

  #take(block: number): void {
    const { parts, numbers } = this.#ingress
    const classOf = this.#classOf
    const into = this.#into
    const last = Math.min(classOf.length - block * together, together)
    for (let i = 0; i < parts.length; i++) {
      const own = parts[i] ?? noParts
      const told = numbers[i] ?? noNumbers
      for (let j = 0; j < last; j++)
        into[j * parts.length + i] = told[own[classOf[block * together + j] ?? 0] ?? 0] ?? 0
    }
    this.#block = block
  }

  #answer(at: number): number {
    const stride = this.#egress.outcomes.length
    const egress = this.#egress.outcomes[at % stride]
    const ingress = this.#ingress.outcomes[Math.floor(at / stride)]
    if (egress === undefined || ingress === undefined) return 0
    const answer = this.answers.ofBoth(egress, ingress)
    this.#both[at] = answer + 1
    return answer
  }
}

/** How many cells are looked up in the tables of ingress at once. */
const together = 32
const noParts = new Uint16Array(0)
const noNumbers = new Int32Array(0)

/** Tables of one direction, with their outcomes numbered for all of them. */
interface Numbered {
  readonly outcomes: readonly Outcome[]
  /** For each cell, the place of its table. */
  readonly tableOf: Int32Array
  /** For each table, the part of each class. */
  readonly parts: readonly PartNumbers[]
  /** For each table, the number of each part's outcome. */
  readonly numbers: readonly Int32Array[]
}

function numbered(
  ofCells: readonly (DecisionTable | undefined)[],
  { ports, classes }: { readonly ports: number; readonly classes: number },
): Numbered {
  const tables = [...new Set(ofCells)]
  const places = new Map(tables.map((table, i) => [table, i]))
  const outcomes: Outcome[] = []
  const known = new Map<string, number>()
  const number = (outcome: Outcome) => {
    const key = `${outcome.canAllow.join()} ${outcome.canDeny.join()}`
    let found = known.get(key)
    if (found === undefined) {
      known.set(key, (found = outcomes.length))
      outcomes.push(outcome)
    }
    return found
  }
  // What no policy selects may do anything.
  const all = { canAllow: fullBits(ports), canDeny: emptyBits(ports) }
  const onePart = new Uint16Array(classes)
  return {
    outcomes,
    tableOf: Int32Array.from(ofCells, (table) => places.get(table) ?? 0),
    parts: tables.map((table) => table?.parts.partOf ?? onePart),
    numbers: tables.map((table) => Int32Array.from(table?.parts.outcomes ?? [all], number)),
  }
}
