import type { AuditReport } from '../audit/index.ts'
import { type Finding, reaches, type Severity } from '../findings/index.ts'
import { type ResourceGroup, groupByResource } from './group.ts'
import type { ReportOptions } from './options.ts'
import { foldEntries } from './table-entry.ts'
import { groupText } from './table-group.ts'
import { layoutWidth, summaryBlock } from './table-summary.ts'
import { painter } from './paint.ts'
import { count, wrap } from './text.ts'

/** How many workloads are shown when nothing else is asked for. */
export const defaultLimit = 20

/** Reports of up to this many entries are shown in full; more would not be read. */
const shortReport = 12

/**
 * The report for a person at a terminal: workloads worst first, each finding with its code, why it matters and what mends
 * it, then what could not be read, then the summary, which is what stays on the screen.
 */
export function* table(report: AuditReport, options: ReportOptions): Generator<string> {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  const groups = groupByResource(report.findings).filter(
    (group) => group.findings.length > 0 || (options.showExempted && group.exempted.length > 0),
  )
  const detail = detailSeverity(groups, options)
  const limit = options.limit ?? defaultLimit
  for (const group of groups.slice(0, limit)) yield groupText(group, detail, options)
  const hidden = groups.slice(limit).flatMap((group) => group.findings)
  if (hidden.length > 0) {
    const text = `${count(groups.length - limit, 'more workload')} with ${count(hidden.length, 'finding')} not shown.`
    for (const line of wrap(text, width)) yield `${paint.bold(line)}\n`
    yield '\n'
  }
  const complete = hidden.length === 0 && groups.every((group) => group.findings.every(isShown))
  yield* summaryBlock(report, options, { complete })

  function isShown(finding: Finding): boolean {
    return reaches(finding.severity, detail)
  }
}

/**
 * The least severity that is shown in full. Unless asked for: everything in a short report, else high and critical; where
 * there is none of these, the worst that there is.
 */
export function detailSeverity(groups: readonly ResourceGroup[], options: ReportOptions): Severity {
  if (options.detail) return options.detail
  const findings = groups.reduce((sum, group) => sum + group.findings.length, 0)
  const entries = () => groups.reduce((sum, group) => sum + foldEntries(group.findings).length, 0)
  if (findings <= 10 * shortReport && entries() <= shortReport) return 'info'
  const worst = groups[0]?.findings[0]?.severity ?? 'high'
  return reaches(worst, 'high') ? 'high' : worst
}
