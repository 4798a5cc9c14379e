import { hasSeveral } from './group.ts'
import type { Ends } from './joined.ts'
import type { Matrix } from './matrix.ts'

/** The numbers of the answers between different pods of some ends: what a pod sends to itself is no answer. */
export function* answersWithin(matrix: Matrix, ends: Ends): Generator<number> {
  if (!hasSeveral(ends, ends.members.length)) return
  for (const { cell, count } of ends.cells)
    for (const { cell: other } of ends.cells)
      if (matrix.canMeet(cell, other) && (cell !== other || hasSeveral(ends, count))) yield matrix.between(cell, other)
}
