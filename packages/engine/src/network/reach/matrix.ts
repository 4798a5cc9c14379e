import { type Bits, fullBits } from '../bits.ts'
import type { DecisionTable } from '../decision-table.ts'
import type { Model } from '../network.ts'
import type { PartNumbers } from '../partition.ts'
import type { Protocol } from '../policy/policy.ts'
import { Answers } from './answers.ts'
import type { Cell } from './cells.ts'
import { Numbering } from './numbering.ts'

/** Beside the families of a cell, the mark of one outside. */
const outside = 4

/** Answers to cells in stretches: from one start to the next they are the same. */
export interface Row {
  readonly count: number
  /** One more than there are stretches: the last is the number of cells. */
  readonly starts: ArrayLike<number>
  readonly numbers: ArrayLike<number>
}

/** Cells behind each other that are judged by one table of ingress, and are one to a table of egress. */
interface Stretches {
  readonly table: number
  readonly count: number
  /** One more than there are: the last is the number of cells. */
  readonly starts: Int32Array
  /** Numbers of outcomes of egress. */
  readonly outcomes: Int32Array
  readonly tables: Int32Array
  readonly sorts: Uint8Array
}

/**
 * What gets from any cell to any other, row by row as it is asked for. Outcomes of a direction are numbered once for all
 * tables, so that a pair costs two look-ups and a third for what both come to.
 */
export class Matrix {
  readonly answers: Answers
  /** Those of each cell: bit 0 for IPv4, bit 1 for IPv6. */
  readonly families: Uint8Array
  readonly #egress: Numbered
  readonly #ingress: Numbered
  /** Answers by outcome of egress, then of ingress, counted from 1; empty where they would be too many to keep. */
  #both: Uint16Array | Int32Array
  /** For each cell, the class that stands for it. */
  readonly #classOf: Int32Array
  /**
   * For some cells, and each table of ingress, the number of what it makes of the cell as a source. Each table is far from
   * the next in memory, and what it says of neighbours is not: so it is asked for several cells at once.
   */
  readonly #into: Int32Array
  /** Which cells those are: the first is this many times `together`. */
  #block = -1
  /** For each cell, its families, and whether it is outside. */
  readonly #sortOf: Uint8Array
  readonly #stretches: Omit<Stretches, 'table' | 'count'>
  /** The stretches of the table that was asked last: neighbours have the same one. */
  #known: Stretches | undefined
  readonly #told: Int32Array
  readonly #row: Record<'starts' | 'numbers', Int32Array>

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
    const pairs = this.#egress.count * this.#ingress.count
    this.#both = new Uint16Array(pairs <= mostPairs ? pairs : 0)
    this.#classOf = Int32Array.from(cells, ({ sample }) => sample.id)
    this.#into = new Int32Array(this.#ingress.numbers.length * together)
    this.families = Uint8Array.from(cells, ({ families }) => families)
    this.#sortOf = Uint8Array.from(cells, ({ kind, families }) => (kind === 'external' ? outside | families : families))
    // What is left out of a stretch makes it three.
    const list = () => new Int32Array(cells.length + 3)
    this.#stretches = { starts: list(), outcomes: list(), tables: list(), sorts: new Uint8Array(cells.length + 1) }
    this.#told = list()
    this.#row = { starts: list(), numbers: list() }
  }

  /** What gets from a cell to every cell, or to every other one; it is good until the next call. */
  row({ id, kind, families }: Cell, toItself = true): Row {
    const block = Math.floor(id / together)
    if (block !== this.#block) this.#take(block)
    const stretches = this.#stretchesOf(this.#egress.tableOf[id] ?? 0)
    const { starts: bounds, outcomes, tables, sorts } = stretches
    // Fields are looked up once, as the loop runs for every stretch of every row.
    const { starts, numbers } = this.#row
    const into = this.#into
    let both = this.#both
    const { count: stride } = this.#ingress
    const first = (id % together) * this.#ingress.numbers.length
    const own = kind === 'external' ? outside | families : families
    const told = this.#told
    const { count: stretchCount } = stretches
    for (let i = 0; i < stretchCount; i++) {
      const sort = sorts[i] ?? 0
      // Addresses of different families do not meet, and what is outside is not ours to judge.
      if ((own & sort & 3) === 0 || (own & sort & outside) !== 0) {
        told[i] = 0
        continue
      }
      const at = (outcomes[i] ?? 0) * stride + (into[first + (tables[i] ?? 0)] ?? 0)
      const known = both[at] ?? 0
      if (known === 0) {
        told[i] = this.#answer(at)
        both = this.#both
      } else told[i] = known - 1
    }
    let last = -1
    let before = -1
    for (let i = 0; i < stretchCount; i++) {
      const number = told[i] ?? 0
      // One on where the number is another: a branch would be guessed wrong half of the time.
      const change = number ^ before
      last += (change | -change) >>> 31
      before = number
      numbers[last] = number
      starts[last + 1] = bounds[i + 1] ?? 0
    }
    const count = last + 1
    return { count: toItself ? count : leaveOut(id, count, this.#row), starts, numbers }
  }

  /** Whether two cells have addresses of a common family. */
  canMeet(from: Cell, to: Cell): boolean {
    return (from.families & to.families) !== 0
  }

  /** What gets from one cell to another. */
  between(from: Cell, to: Cell): number {
    if (!this.canMeet(from, to) || (from.kind === 'external' && to.kind === 'external')) return 0
    const outcome = (direction: Numbered, subject: Cell, peer: Cell) => {
      const table = direction.tableOf[subject.id] ?? 0
      const part = direction.parts[table]?.[this.#classOf[peer.id] ?? 0] ?? 0
      return direction.numbers[table]?.[part] ?? 0
    }
    const at = outcome(this.#egress, from, to) * this.#ingress.count + outcome(this.#ingress, to, from)
    const known = this.#both[at] ?? 0
    return known === 0 ? this.#answer(at) : known - 1
  }

  /** What gets from a cell to every cell, cell by cell. */
  expand(from: Cell): Int32Array {
    const { count, starts, numbers } = this.row(from)
    const row = new Int32Array(this.#classOf.length)
    for (let i = 0; i < count; i++) row.fill(numbers[i] ?? 0, starts[i], starts[i + 1])
    return row
  }

  #stretchesOf(table: number): Stretches {
    if (this.#known?.table === table) return this.#known
    const { starts, outcomes, tables, sorts } = this.#stretches
    const parts = this.#egress.parts[table] ?? noParts
    const told = this.#egress.numbers[table] ?? noNumbers
    const { tableOf } = this.#ingress
    const classOf = this.#classOf
    const sortOf = this.#sortOf
    let count = 0
    for (let cell = 0; cell < classOf.length; cell++) {
      const outcome = told[parts[classOf[cell] ?? 0] ?? 0] ?? 0
      const ingress = tableOf[cell] ?? 0
      const sort = sortOf[cell] ?? 0
      const before = count - 1
      if (count > 0 && outcomes[before] === outcome && tables[before] === ingress && sorts[before] === sort) continue
      starts[count] = cell
      outcomes[count] = outcome
      tables[count] = ingress
      sorts[count] = sort
      count++
    }
    starts[count] = classOf.length
    this.#known = { table, count, starts, outcomes, tables, sorts }
    return this.#known
  }

  #take(block: number): void {
    const { numbers, byParts } = this.#ingress
    const classOf = this.#classOf
    const into = this.#into
    const first = block * together
    const last = Math.min(classOf.length - first, together)
    const found = new Int32Array(together)
    for (const { parts, tables } of byParts) {
      for (let j = 0; j < last; j++) found[j] = parts[classOf[first + j] ?? 0] ?? 0
      for (const table of tables) {
        const told = numbers[table] ?? noNumbers
        for (let j = 0; j < last; j++) into[j * numbers.length + table] = told[found[j] ?? 0] ?? 0
      }
    }
    this.#block = block
  }

  #answer(at: number): number {
    const stride = this.#ingress.count
    const [egress, ingress] = [Math.floor(at / stride), at % stride]
    const answer = this.answers.ofRows(this.#egress.rows, egress, this.#ingress.rows, ingress)
    if (answer >= 65_535 && this.#both instanceof Uint16Array) this.#both = Int32Array.from(this.#both)
    this.#both[at] = answer + 1
    return answer
  }
}

/** Lets nothing get to a place; tells how many stretches there are then. */
function leaveOut(place: number, count: number, { starts, numbers }: Record<'starts' | 'numbers', Int32Array>): number {
  let i = 0
  while (i < count && (starts[i + 1] ?? 0) <= place) i++
  const number = numbers[i] ?? 0
  if (number === 0) return count
  starts.copyWithin(i + 3, i + 1, count + 1)
  numbers.copyWithin(i + 3, i + 1, count)
  starts[i + 1] = place
  starts[i + 2] = place + 1
  numbers[i + 1] = 0
  numbers[i + 2] = number
  return count + 2
}

/** How many answers to pairs of outcomes are kept, of 2 or 4 bytes each. */
const mostPairs = 2 ** 27
/** How many cells are looked up in the tables of ingress at once. */
const together = 32
const noParts = new Uint16Array(0)
const noNumbers = new Int32Array(0)

/** Tables of one direction, with their outcomes numbered for all of them. */
interface Numbered {
  readonly count: number
  /** Outcomes by number: what each may allow, then what it may deny. */
  readonly rows: Bits
  /** For each cell, the place of its table. */
  readonly tableOf: Int32Array
  /** For each table, the part of each class. */
  readonly parts: readonly PartNumbers[]
  /** Places of tables that part classes alike. */
  readonly byParts: readonly { readonly parts: PartNumbers; readonly tables: readonly number[] }[]
  /** For each table, the number of each part's outcome. */
  readonly numbers: readonly Int32Array[]
}

function numbered(
  ofCells: readonly (DecisionTable | undefined)[],
  { ports, classes }: { readonly ports: number; readonly classes: number },
): Numbered {
  const tables = [...new Set(ofCells)]
  const places = new Map(tables.map((table, i) => [table, i]))
  // What no policy selects may do anything.
  const words = (ports + 31) >>> 5
  const all = new Uint32Array(words * 2)
  all.set(fullBits(ports))
  const onePart = new Uint16Array(classes)
  const outcomes = new Numbering(words * 2)
  const numbers = tables.map((table) => {
    const rows = table?.parts.rows ?? all
    return Int32Array.from({ length: rows.length / all.length }, (_, part) => outcomes.of(rows, part * all.length))
  })
  const parts = tables.map((table) => table?.parts.partOf ?? onePart)
  return {
    tableOf: Int32Array.from(ofCells, (table) => places.get(table) ?? 0),
    parts,
    byParts: [...Map.groupBy(parts.keys(), (table) => parts[table] ?? onePart)].map(([own, alike]) => ({
      parts: own,
      tables: alike,
    })),
    numbers,
    count: outcomes.count,
    rows: outcomes.rows,
  }
}
