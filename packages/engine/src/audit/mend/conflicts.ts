import type { Finding } from '../../findings/index.ts'
import { type ResourceChange, sameValue } from '../../fixes/index.ts'
import { formatPath, isWithin, samePath } from '../../yaml/index.ts'

/** A finding whose edit is to be applied, with the changes that no broader one makes needless. */
export interface Candidate {
  readonly finding: Finding
  readonly changes: readonly ResourceChange[]
}

export interface Chosen {
  readonly candidates: readonly Candidate[]
  readonly refused: readonly { readonly finding: Finding; readonly reason: string }[]
}

/**
 * Puts the edits of many findings together. Edits alike are made once; an edit within a value that another one removes or
 * replaces is covered by that; two that set one place to different values cannot both be had, and the worse finding wins.
 */
export function chooseChanges(candidates: readonly Candidate[]): Chosen {
  const accepted: Candidate[] = []
  const refused: { finding: Finding; reason: string }[] = []
  for (const candidate of candidates) {
    const taken = accepted.flatMap(({ changes }) => changes)
    const rival = candidate.changes.flatMap((change) =>
      taken.filter((other) => contradicts(change, other)).map((other) => ({ change, other })),
    )[0]
    if (rival) {
      refused.push({
        finding: candidate.finding,
        reason: `${formatPath(rival.change.path)} is changed in another way by a worse finding`,
      })
      continue
    }
    accepted.push(candidate)
  }
  return { candidates: accepted.map((candidate) => withoutCovered(candidate, accepted)), refused }
}

function sameResource(a: ResourceChange, b: ResourceChange): boolean {
  return a.resource.document === b.resource.document
}

function contradicts(a: ResourceChange, b: ResourceChange): boolean {
  if (!sameResource(a, b) || !samePath(a.path, b.path)) return false
  if (a.op === 'delete' || b.op === 'delete') return a.op !== b.op
  return a.op === 'set' && b.op === 'set' && !sameValue(a.value, b.value)
}

function withoutCovered(candidate: Candidate, accepted: readonly Candidate[]): Candidate {
  const broader = accepted.flatMap(({ changes }) => changes)
  return {
    ...candidate,
    changes: candidate.changes.filter((change) => !broader.some((other) => covers(other, change))),
  }
}

/** Whether a change removes or replaces the place of another one. */
function covers(broad: ResourceChange, narrow: ResourceChange): boolean {
  if (broad === narrow || broad.op === 'append' || !sameResource(broad, narrow)) return false
  if (samePath(broad.path, narrow.path)) return broad.op === 'set' && narrow.op === 'append'
  return isWithin(narrow.path, broad.path)
}
