import type { StepTable } from './step-table.ts'

/** More than any way is long. */
export const unreachable = 0x3fff_ffff

/** How far each fact is from a target. */
export interface Distances {
  readonly lengths: Int32Array
  /** The first step of such a way; -1 at the target and where there is none. */
  readonly next: Int32Array
}

/** The ways of a step: every one counts, as if all else that it needs were had; or only those that need a single fact. */
export type Counting = 'any' | 'single'

/**
 * How many techniques it takes from each fact to a target, following steps back from there. Counting any step, it takes at
 * least so many; counting steps with a single need, there is a way of just so many.
 */
export function distancesTo(target: number, table: StepTable, counting: Counting): Distances {
  const { facts, cost, needCount, needs, sources, off } = table
  const lengths = new Int32Array(facts).fill(unreachable)
  const next = new Int32Array(facts).fill(-1)
  lengths[target] = 0
  let level = [target]
  for (let length = 0; level.length > 0; length++) {
    const further: number[] = []
    const visit = (fact: number): void => {
      const end = sources.starts[fact + 1] ?? 0
      for (let at = sources.starts[fact] ?? 0; at < end; at++) {
        const step = sources.items[at] ?? 0
        if (off[step] === 1 || (counting === 'single' && needCount[step] !== 1)) continue
        const total = length + (cost[step] ?? 0)
        const needsEnd = needs.starts[step + 1] ?? 0
        for (let each = needs.starts[step] ?? 0; each < needsEnd; each++) {
          const need = needs.items[each] ?? 0
          if ((lengths[need] ?? 0) <= total) continue
          lengths[need] = total
          next[need] = step
          // Steps that only say what a fact means cost nothing: they are followed at once, so that of ways that are as
          // short the one through the first technique is taken. Such chains are a few steps long.
          if (total === length) visit(need)
          else further.push(need)
        }
      }
    }
    for (const fact of level) if (lengths[fact] === length) visit(fact)
    level = further
  }
  return { lengths, next }
}
