import type { Bits } from '../bits.ts'
import type { Ends } from './joined.ts'
import type { Matrix } from './matrix.ts'
import { answersWithin } from './within.ts'

/**
 * What any of some ends may do to any of others: the sets of ports that are allowed, then those that are undefined where
 * they are not allowed. They are written over by the next question.
 */
export type AnyPassing = (to: Ends, isSelf?: boolean) => Bits

/** What some ends make of every cell, put together: words of its sets of ports, cell by cell. */
function gather(matrix: Matrix, from: Ends, all: Bits): void {
  const { width } = matrix.answers
  all.fill(0)
  for (const { cell } of from.cells) {
    const { count, starts, numbers } = matrix.row(cell)
    const { rows } = matrix.answers
    for (let i = 0; i < count; i++) {
      const number = numbers[i] ?? 0
      if (number === 0) continue
      const end = (starts[i + 1] ?? 0) * width
      for (let word = 0; word < width; word++) {
        const own = rows[number * width + word] ?? 0
        if (own === 0) continue
        for (let at = (starts[i] ?? 0) * width + word; at < end; at += width) all[at] = (all[at] ?? 0) | own
      }
    }
  }
}

/** Leaves out of what is undefined what is allowed to another pair. */
function settle(found: Bits): void {
  const words = found.length / 2
  for (let word = 0; word < words; word++) found[words + word] = (found[words + word] ?? 0) & ~(found[word] ?? 0)
}

/**
 * What any of some ends may do to any of each of the targets, told one after the other. Cells of targets are kept as
 * numbers side by side: looking them up takes most of the time.
 */
export function anyRow(
  matrix: Matrix,
  targets: readonly Ends[],
  found: Bits,
): (from: Ends, tell: (found: Bits, target: number) => void) => void {
  const { width } = matrix.answers
  const all = room(matrix)
  const cells = Int32Array.from(targets.flatMap((target) => target.cells.map(({ cell }) => cell.id * width)))
  const ends = new Int32Array(targets.length)
  targets.forEach((target, i) => (ends[i] = (ends[i - 1] ?? 0) + target.cells.length))
  return (from, tell) => {
    gather(matrix, from, all)
    let at = 0
    for (let target = 0; target < ends.length; target++) {
      found.fill(0)
      const end = ends[target] ?? 0
      for (; at < end; at++) {
        const cell = cells[at] ?? 0
        for (let word = 0; word < width; word++) found[word] = (found[word] ?? 0) | (all[cell + word] ?? 0)
      }
      settle(found)
      tell(found, target)
    }
  }
}

function room({ answers, families }: Matrix): Bits {
  return new Uint32Array(families.length * answers.width)
}

/** What the ends that it comes from make of everything is put together once, when it is asked for. */
export function anyFrom(matrix: Matrix, from: Ends, found: Bits): AnyPassing {
  const { answers } = matrix
  const { width } = answers
  let all: Bits | undefined
  const gathered = () => {
    if (all === undefined) gather(matrix, from, (all = room(matrix)))
    return all
  }
  const add = (rows: Bits, number: number) => {
    for (let word = 0; word < width; word++) found[word] = (found[word] ?? 0) | (rows[number * width + word] ?? 0)
  }
  return (to, isSelf = false) => {
    found.fill(0)
    if (isSelf) for (const number of answersWithin(matrix, from)) add(answers.rows, number)
    else for (const { cell } of to.cells) add(gathered(), cell.id)
    settle(found)
    return found
  }
}
