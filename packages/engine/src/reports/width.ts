import type { ReportOptions } from './options.ts'

/** Columns that tables are laid out in: prose in longer lines than 110 is hard to read. */
export function layoutWidth(options: ReportOptions): number {
  return Math.min(Math.max(options.width, 60), 110)
}
