import type { Finding } from '../../findings/index.ts'

/**
 * How a finding ends when fixes are applied.
 *
 * fixed: its own edit ended it. covered: another finding's edit did. partial: its edit was applied, and part of it is still found.
 * needs-evidence and needs-value: the edit waits for something. at-source: the object was rendered, so that the edit belongs
 * elsewhere. refused: the edit cannot be written, or would break something. no-fix: nothing that an edit could mend.
 * exempt: a written warrant covers it.
 */
export type OutcomeKind =
  | 'fixed'
  | 'covered'
  | 'partial'
  | 'needs-evidence'
  | 'needs-value'
  | 'at-source'
  | 'refused'
  | 'no-fix'
  | 'exempt'

export interface Outcome {
  readonly finding: Finding
  readonly kind: OutcomeKind
  /** Why, in a clause; empty where the kind says it all. */
  readonly reason: string
}
