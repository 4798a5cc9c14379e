import type { Resource } from '../cluster/index.ts'
import type { Path } from '../yaml/index.ts'

/** What is done at a path. `set` makes missing parents, `append` adds to a sequence and makes it when missing. */
export type Change =
  | { readonly op: 'set'; readonly path: Path; readonly value: unknown }
  | { readonly op: 'append'; readonly path: Path; readonly value: unknown }
  | { readonly op: 'delete'; readonly path: Path }

/** A change of one document of a text. `document` counts from 0, empty documents included; paths refer to the unedited text. */
export type Edit = Change & { readonly document: number }

/**
 * safe: takes no right from a workload that runs. evidence: one clear edit, right only if evidence says that the privilege
 * is not used. value: needs a value from a person. none: nothing that an edit could mend.
 */
export type FixClass = 'safe' | 'evidence' | 'value' | 'none'

/** A change of a declaration, in whichever resource it stands. */
export type ResourceChange = Change & { readonly resource: Resource }

/** What would end a finding. */
export interface Fix {
  readonly class: FixClass
  readonly description: string
  readonly changes: readonly ResourceChange[]
  /** What has to be known, or given, before the fix may be applied. */
  readonly needs: string | undefined
}
