import { formatPath } from '../yaml/index.ts'
import type { Change } from './edit.ts'
import { sameValue } from './plain-data.ts'

/** Changes without those that say again what an earlier one says: two findings may ask for the same. */
export function withoutRepeats(changes: readonly Change[]): readonly Change[] {
  if (changes.length < 2) return changes
  const perPlace = new Map<string, Change[]>()
  return changes.filter((change) => {
    const place = `${change.op} ${formatPath(change.path)}`
    const before = perPlace.get(place)
    if (!before) perPlace.set(place, [change])
    else if (before.some((other) => sameValue(valueOf(other), valueOf(change)))) return false
    else before.push(change)
    return true
  })
}

function valueOf(change: Change): unknown {
  return change.op === 'delete' ? undefined : change.value
}
