import type { Case } from '../../suite.ts'

/** A case that agrees when both values have the same JSON text. */
export function newCase(id: string, ours: unknown, theirs: unknown): Case {
  const [a, b] = [JSON.stringify(ours), JSON.stringify(theirs)]
  return { id, difference: a === b ? '' : `${a} instead of ${b}` }
}
