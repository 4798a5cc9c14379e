import type { Resource, Workload } from '../cluster/index.ts'
import type { Fix } from '../fixes/index.ts'
import type { Path } from '../yaml/index.ts'
import type { Severity } from './severity.ts'

/** The written warrant that covers a finding. */
export interface Exemption {
  readonly reason: string
  readonly owner: string | undefined
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly until: string | undefined
  /** Where it is written: a file with its line, or the tool whose annotation was read. */
  readonly source: string
}

/** A rule's verdict on a place in a declaration. */
export interface Finding {
  readonly rule: string
  readonly severity: Severity
  readonly title: string
  /** What is wrong, in this very place. */
  readonly message: string
  /** Why it matters. */
  readonly why: string
  readonly resource: Resource
  readonly workload: Workload | undefined
  readonly container: string | undefined
  /** Absolute path within the document; the place may not exist yet. */
  readonly path: Path
  readonly fix: Fix
  readonly exemption: Exemption | null
}
