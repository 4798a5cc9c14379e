import type { StepTable } from './step-table.ts'

/** More than any way is long. */
export const unreachable = 0x3fff_ffff

/**
 * How many techniques it takes at least from each fact to a target: as if every step had all else that it needs. Follows
 * steps back from the target.
 */
export function boundsTo(target: number, { facts, cost, needs, sources, off }: StepTable): Int32Array {
  const bounds = new Int32Array(facts).fill(unreachable)
  bounds[target] = 0
  let level = [target]
  for (let length = 0; level.length > 0; length++) {
    const next: number[] = []
    // The level grows while it is walked: steps that only say what a fact means cost nothing.
    for (let i = 0; i < level.length; i++) {
      const fact = level[i] ?? 0
      if (bounds[fact] !== length) continue
      const end = sources.starts[fact + 1] ?? 0
      for (let at = sources.starts[fact] ?? 0; at < end; at++) {
        const step = sources.items[at] ?? 0
        if (off[step] === 1) continue
        const bound = length + (cost[step] ?? 0)
        const needsEnd = needs.starts[step + 1] ?? 0
        for (let each = needs.starts[step] ?? 0; each < needsEnd; each++) {
          const need = needs.items[each] ?? 0
          if ((bounds[need] ?? 0) <= bound) continue
          bounds[need] = bound
          if (bound === length) level.push(need)
          else next.push(need)
        }
      }
    }
    level = next
  }
  return bounds
}
