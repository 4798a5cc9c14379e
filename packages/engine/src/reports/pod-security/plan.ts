import { dump } from 'js-yaml'
import { text } from '../json.ts'
import type { ReportOptions } from '../options.ts'
import { planMarkdown } from './plan-markdown.ts'
import { planObject } from './plan-object.ts'
import type { PlanReport } from './plan-report.ts'
import { planTable } from './plan-table.ts'

export const planFormats = ['table', 'wide', 'json', 'yaml', 'markdown'] as const

export type PlanFormat = (typeof planFormats)[number]

/** Writes a plan in a format; wide is the table with everything about every namespace. */
export function formatPlan(
  format: PlanFormat,
  report: PlanReport,
  options: ReportOptions & { readonly details: boolean },
): Iterable<string> {
  switch (format) {
    case 'table':
      return planTable(report, options)
    case 'wide':
      return planTable(report, { ...options, details: true })
    case 'json':
      return [`${text(planObject(report))}\n`]
    case 'yaml':
      return [dump(planObject(report), { lineWidth: -1, noRefs: true })]
    case 'markdown':
      return planMarkdown(report)
  }
}
