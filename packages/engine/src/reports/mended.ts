import { dump } from 'js-yaml'
import type { Mended } from '../audit/index.ts'
import { text } from './json.ts'
import { mendedObject, type Written } from './mended-object.ts'
import { mendedTable } from './mended-table.ts'
import type { ReportOptions } from './options.ts'

export const mendedFormats = ['table', 'json', 'yaml'] as const

export type MendedFormat = (typeof mendedFormats)[number]

/** Writes what a run of `fix` did, in chunks. */
export function* formatMended(
  format: MendedFormat,
  mended: Mended,
  written: Written,
  options: ReportOptions,
): Generator<string> {
  switch (format) {
    case 'table':
      yield* mendedTable(mended, written, options)
      return
    case 'json':
      yield `${text(mendedObject(mended, written))}\n`
      return
    case 'yaml':
      yield dump(mendedObject(mended, written), { lineWidth: -1, noRefs: true })
  }
}
