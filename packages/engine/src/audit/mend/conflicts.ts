import type { Finding } from '../../findings/index.ts'
import { type ResourceChange, sameValue } from '../../fixes/index.ts'
import { formatPath, isWithin, samePath, type YamlDocument } from '../../yaml/index.ts'

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
  const perDocument = new Map<YamlDocument, ResourceChange[]>()
  const inDocumentOf = (change: ResourceChange) => perDocument.get(change.resource.document) ?? []
  for (const candidate of candidates) {
    const rival = candidate.changes.find((change) => inDocumentOf(change).some((other) => contradicts(change, other)))
    if (rival) {
      const reason = `${formatPath(rival.path)} is changed in another way by a worse finding`
      refused.push({ finding: candidate.finding, reason })
      continue
    }
    accepted.push(candidate)
    for (const change of candidate.changes) {
      const { document } = change.resource
      const taken = perDocument.get(document)
      if (taken) taken.push(change)
      else perDocument.set(document, [change])
    }
  }
  const chosen = accepted.map(
    ({ finding, changes }): Candidate => ({
      finding,
      changes: changes.filter((change) => !inDocumentOf(change).some((other) => covers(other, change))),
    }),
  )
  return { candidates: chosen, refused }
}

/** Whether two changes of one document cannot both be made. */
function contradicts(a: ResourceChange, b: ResourceChange): boolean {
  if (!samePath(a.path, b.path)) return false
  if (a.op === 'delete' || b.op === 'delete') return a.op !== b.op
  return a.op === 'set' && b.op === 'set' && !sameValue(a.value, b.value)
}

/** Whether a change removes or replaces the place of another one of its document. */
function covers(broad: ResourceChange, narrow: ResourceChange): boolean {
  if (broad === narrow || broad.op === 'append') return false
  if (samePath(broad.path, narrow.path)) return broad.op === 'set' && narrow.op === 'append'
  return isWithin(narrow.path, broad.path)
}
