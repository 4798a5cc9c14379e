import type { CellGroup } from './group.ts'
import type { Matrix } from './matrix.ts'
import { answersWithin } from './within.ts'

/** Ends of connections in several cells. */
export type Ends = Pick<CellGroup, 'cells' | 'members'>

/**
 * What gets from some ends to others, all pairs of them taken together; undefined where no two meet. What the ends that
 * it comes from make of everything is looked up once.
 */
export function joinedFrom(matrix: Matrix, from: Ends): (to: Ends, isSelf?: boolean) => number | undefined {
  const rows = from.cells.map(({ cell }) => matrix.expand(cell))
  const { answers, families } = matrix
  const join = (a: number, b: number) => (a === -1 || a === b ? b : b === -1 ? a : answers.ofTwo(a, b))
  const own = from.cells.map(({ cell }) => cell.families)
  // Addresses of different families do not meet.
  rows.forEach((row, i) => {
    const mine = own[i] ?? 0
    if (mine !== 3) row.forEach((_, at) => ((families[at] ?? 0) & mine) === 0 && (row[at] = -1))
  })
  const all = rows.length === 1 ? rows[0] : rows[0]?.slice()
  for (const row of rows.slice(1)) row.forEach((number, at) => all && (all[at] = join(all[at] ?? -1, number)))

  return (to, isSelf = false) => {
    let found = -1
    if (isSelf) for (const number of answersWithin(matrix, from)) found = join(found, number)
    else for (const { cell } of to.cells) found = join(found, all?.[cell.id] ?? -1)
    return found === -1 ? undefined : found
  }
}
