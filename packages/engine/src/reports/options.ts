import type { Severity } from '../findings/index.ts'

/** How a report is to be written. Everything about the world outside comes in here. */
export interface ReportOptions {
  /** Whether ANSI colours may be used. */
  readonly color: boolean
  /** Columns of the terminal; less than 60 counts as 60. */
  readonly width: number
  /** Whether formats for people list exempted findings too; formats for programs always do. */
  readonly showExempted?: boolean
  /** table: the least severity that is shown in full; others are counted per resource. See `detailSeverity`. */
  readonly detail?: Severity
  /** table: how many resources are shown, worst first; about 20 when left out, `Infinity` for all. */
  readonly limit?: number
  /** markdown: the most characters that the text may have; 60,000 when left out (GitHub takes 65,536). */
  readonly maxLength?: number
  /** markdown: what links to files begin with, such as `https://host/owner/repository/blob/<commit>/`. */
  readonly linkBase?: string
  /** table: the severity from which findings make the run fail, to say so. */
  readonly failOn?: Severity
  /** The paths that were audited, as typed, for the commands that are suggested; none for a live cluster. */
  readonly paths?: readonly string[]
  /** How the program is called in suggested commands; `warrant` when left out. */
  readonly program?: string
  /** The program's version. */
  readonly version?: string
}
