import type { AuditReport } from '../audit/index.ts'
import { reaches, type Severity } from '../findings/index.ts'
import { Concealer } from './conceal.ts'
import { type ResourceGroup, groupByResource } from './group.ts'
import type { ReportOptions } from './options.ts'
import { painter } from './paint.ts'
import { foldEntries, type Told } from './table-entry.ts'
import { foldGroups } from './table-fold.ts'
import { blockText } from './table-group.ts'
import { summaryBlock } from './table-summary.ts'
import { layoutWidth } from './width.ts'
import { count, wrap } from './text.ts'

/** How many resources are shown when nothing else is asked for; fewer when they fill the screens of `mostEntries`. */
export const defaultLimit = 20

/** After so many findings in full, no more resources are begun. */
const mostEntries = 40

/** Reports of up to this many entries are shown in full; more would not be read. */
const shortReport = 12

/**
 * The report for a person at a terminal: resources worst first, those with the same findings together, each finding with
 * its code, why it matters and what mends it, then what could not be read, then the summary, which is what stays on the
 * screen.
 */
export function* table(report: AuditReport, options: ReportOptions): Generator<string> {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  const groups = groupByResource(report.findings).filter(
    (group) => group.findings.length > 0 || (options.showExempted && group.exempted.length > 0),
  )
  const limit = options.limit ?? defaultLimit
  const blocks = foldGroups(groups, {
    detail: detailSeverity(groups, options),
    showExempted: options.showExempted ?? false,
    everyEntry: options.limit !== undefined || options.detail !== undefined,
  })
  const told: Told = { concealer: new Concealer(report.findings), above: undefined, texts: new Set() }
  let complete = true
  let shown = 0
  let entries = 0
  const hidden: ResourceGroup[] = []
  for (const block of blocks) {
    if (shown >= limit || (options.limit === undefined && entries >= mostEntries)) {
      hidden.push(block.group, ...block.same)
      continue
    }
    yield blockText(block, told, options)
    shown++
    entries += block.entries.length
    if (block.counted.length > 0 || block.same.length > 0) complete = false
  }
  const findings = hidden.reduce((sum, group) => sum + group.findings.length, 0)
  if (findings > 0) {
    const text = `${count(hidden.length, 'more resource')} with ${count(findings, 'finding')} not shown; --limit 0 shows all.`
    for (const line of wrap(text, width)) yield `${paint.bold(line)}\n`
    yield '\n'
  }
  yield* summaryBlock(report, options, { complete: complete && findings === 0 })
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
