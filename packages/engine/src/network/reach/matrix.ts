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
  /** For each table of ingress, the outcome of the row's source. */
  readonly #into: Int32Array
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
    this.#into = new Int32Array(this.#ingress.parts.length)
    this.#outside = cells.filter(({ kind }) => kind === 'external').map(({ id }) => id)
    const only = (family: number) => cells.filter(({ families }) => families === family).map(({ id }) => id)
    this.#ofFamily = { 1: only(1), 2: only(2) }
  }

  /** Numbers of answers from a cell to every cell; the array is used again by the next call where one is given. */
  row({ id, kind, sample, families }: Cell, row = new Int32Array(this.#classOf.length)): Int32Array {
    // Fields are looked up once, as the loop runs for every pair.
    const into = this.#into
    const { parts, numbers, tableOf } = this.#ingress
    for (let i = 0; i < parts.length; i++) into[i] = numbers[i]?.[parts[i]?.[sample.id] ?? 0] ?? 0
    const own = this.#egress.tableOf[id] ?? 0
    const outParts = this.#egress.parts[own] ?? new Uint16Array(0)
    const outNumbers = this.#egress.numbers[own] ?? new Int32Array(1)
    const classOf = this.#classOf
    const both = this.#both
    const stride = this.#egress.outcomes.length
    for (let to = 0; to < row.length; to++) {
      const out = outNumbers[outParts[classOf[to] ?? 0] ?? 0] ?? 0
      const at = (into[tableOf[to] ?? 0] ?? 0) * stride + out
      const known = both[at] ?? 0
      row[to] = known === 0 ? this.#answer(at) : known - 1
    }
    // Addresses of different families do not meet, and what is outside is not ours to judge.
    if (kind === 'external') for (const each of this.#outside) row[each] = 0
    if (families !== 3) for (const each of this.#ofFamily[families === 1 ? 2 : 1]) row[each] = 0
    return row
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
