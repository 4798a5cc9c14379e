import type { Resource } from '../cluster/index.ts'
import { type Finding, type Severity, severities } from '../findings/index.ts'

export type SeverityCounts = Readonly<Record<Severity, number>>

/** The findings of one resource. */
export interface ResourceGroup {
  readonly resource: Resource
  /** Those that count, in the order of the report. */
  readonly findings: readonly Finding[]
  readonly exempted: readonly Finding[]
  readonly counts: SeverityCounts
}

/** How many findings there are of each severity. */
export function countSeverities(findings: Iterable<Finding>): SeverityCounts {
  const counts = Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>
  for (const finding of findings) counts[finding.severity]++
  return counts
}

/** Findings by resource; the resource with the most findings of the worst severity first, else in the order given. */
export function groupByResource(findings: readonly Finding[]): ResourceGroup[] {
  const groups = [...Map.groupBy(findings, (finding) => finding.resource)].map(([resource, all]) => {
    const counted = all.filter((finding) => !finding.exemption)
    const exempted = all.filter((finding) => finding.exemption)
    return { resource, findings: counted, exempted, counts: countSeverities(counted) }
  })
  return groups.sort((a, b) => worseFirst(a.counts, b.counts))
}

function worseFirst(a: SeverityCounts, b: SeverityCounts): number {
  for (const severity of severities) {
    if (a[severity] !== b[severity]) return b[severity] - a[severity]
  }
  return 0
}

/** Counts in words, worst first, zeros left out: `1 critical`, `4 high`. */
export function countWords(counts: SeverityCounts): { readonly severity: Severity; readonly text: string }[] {
  return severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => ({ severity, text: `${counts[severity].toLocaleString('en')} ${severity}` }))
}
