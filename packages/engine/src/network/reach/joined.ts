import type { CellGroup } from './group.ts'
import { hasSeveral } from './group.ts'
import type { Matrix } from './matrix.ts'

/** Ends of connections in several cells. */
export type Ends = Pick<CellGroup, 'cells' | 'members'>

/**
 * What gets from some ends to others, all pairs of them taken together; undefined where no two meet. What the ends that
 * it comes from make of everything is looked up once.
 */
export function joinedFrom(matrix: Matrix, from: Ends): (to: Ends, isSelf?: boolean) => number | undefined {
  const rows = from.cells.map(({ cell }) => matrix.expand(cell))
  return (to, isSelf = false) => {
    if (isSelf && !hasSeveral(from, from.members.length)) return undefined
    let found: number | undefined
    let different: number[] | undefined
    for (let i = 0; i < rows.length; i++) {
      const own = from.cells[i]
      for (const { cell } of to.cells) {
        // Addresses of different families do not meet, and what a pod sends to itself is no answer.
        if (own === undefined || (own.cell.families & cell.families) === 0) continue
        if (isSelf && cell === own.cell && !hasSeveral(from, own.count)) continue
        const number = rows[i]?.[cell.id] ?? 0
        if (found === undefined) found = number
        else if (number !== found) (different ??= [found]).push(number)
      }
    }
    return different ? matrix.answers.ofMany(different) : found
  }
}
