import { type AuditReport, pathInResource } from '../audit/index.ts'
import type { Finding } from '../findings/index.ts'
import { placeOf } from './names.ts'
import type { ReportOptions } from './options.ts'
import { painter } from './paint.ts'
import { frameworkNames } from './rule-table.ts'
import { summaryBlock } from './table-summary.ts'
import { pad, visible, widthOf } from './text.ts'

const headings = [
  'SEVERITY',
  'RULE',
  'KIND',
  'NAMESPACE',
  'NAME',
  'CONTAINER',
  'PLACE',
  'PATH',
  'FIX',
  'FRAMEWORKS',
  'MESSAGE',
] as const

/** Every finding on one line with all columns, worst first, however wide that gets; the summary last. */
export function* wide(report: AuditReport, options: ReportOptions): Generator<string> {
  const paint = painter(options.color)
  const listed = report.findings.filter((finding) => options.showExempted || !finding.exemption)
  const widths = headings.map((heading) => heading.length)
  for (const finding of listed) {
    cellsOf(finding).forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, widthOf(cell))
    })
  }
  if (listed.length > 0) yield `${paint.bold(row(headings, widths))}\n`
  for (const finding of listed) {
    const line = row(cellsOf(finding), widths)
    const { length } = finding.severity
    yield `${paint.severity(finding.severity, line.slice(0, length))}${line.slice(length)}\n`
  }
  if (listed.length > 0) yield '\n'
  yield* summaryBlock(report, options, { complete: true })
}

function cellsOf(finding: Finding): string[] {
  const { severity, rule, resource, container, fix, exemption, message } = finding
  return [
    severity,
    rule,
    resource.kind,
    resource.namespace ?? '-',
    resource.name || '-',
    container || '-',
    placeOf(finding),
    pathInResource(finding) || '-',
    exemption ? 'exempted' : fix.class,
    frameworkNames(rule).join(', ') || '-',
    exemption ? `${message} (exempted: ${exemption.reason})` : message,
  ].map(visible)
}

function row(cells: readonly string[], widths: readonly number[]): string {
  const last = cells.length - 1
  return cells.map((cell, i) => (i === last ? cell : pad(cell, widths[i] ?? 0))).join('  ')
}
