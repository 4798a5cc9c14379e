import { dump } from 'js-yaml'
import { text } from '../json.ts'
import type { ReportOptions } from '../options.ts'
import { checkJunit } from './check-junit.ts'
import { checkName, checkWide } from './check-lines.ts'
import { checkMarkdown } from './check-markdown.ts'
import { checkObject } from './check-object.ts'
import type { CheckReport } from './check-report.ts'
import { checkTable } from './check-table.ts'

export const checkFormats = ['table', 'wide', 'json', 'yaml', 'markdown', 'junit', 'name'] as const

export type CheckFormat = (typeof checkFormats)[number]

/** Writes what Pod Security admission says of manifests in a format. */
export function formatCheck(format: CheckFormat, report: CheckReport, options: ReportOptions): Iterable<string> {
  switch (format) {
    case 'table':
      return checkTable(report, options)
    case 'wide':
      return checkWide(report, options)
    case 'json':
      return [`${text(checkObject(report))}\n`]
    case 'yaml':
      return [dump(checkObject(report), { lineWidth: -1, noRefs: true })]
    case 'markdown':
      return checkMarkdown(report, options)
    case 'junit':
      return checkJunit(report, options)
    case 'name':
      return checkName(report)
  }
}
