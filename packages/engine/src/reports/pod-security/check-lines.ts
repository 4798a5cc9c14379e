import { type Checked, formatPolicy } from '../../pod-security/index.ts'
import { inputProblems } from '../input-problems.ts'
import { kubectlName, placeText } from '../names.ts'
import type { ReportOptions } from '../options.ts'
import { painter } from '../paint.ts'
import { pad, visible, widthOf } from '../text.ts'
import { type CheckReport, outcomeWords, paintOutcome, resourceLocation } from './check-report.ts'

const headings = ['OUTCOME', 'NAMESPACE', 'RESOURCE', 'POLICY', 'PLACE', 'WORDS'] as const

/** Every workload on one line, the allowed ones too, with the API server's exact words at the end. */
export function* checkWide(report: CheckReport, options: ReportOptions): Generator<string> {
  const paint = painter(options.color)
  const rows = report.results.map(cellsOf)
  const widths = headings.map((heading, i) => Math.max(heading.length, ...rows.map((cells) => widthOf(cells[i] ?? ''))))
  if (rows.length > 0) yield `${paint.bold(row(headings, widths))}\n`
  for (const [i, cells] of rows.entries()) {
    const { outcome = 'allowed' } = report.results[i] ?? {}
    yield `${paintOutcome(paint, outcome, outcome)}${row(cells, widths).slice(outcome.length)}\n`
  }
  for (const { name, answer } of report.namespaces) {
    const words = answer.message ?? answer.warnings.join('; ')
    if (words !== '') yield `${visible(`${answer.allowed ? 'warned' : 'refused'}  namespace/${name}  ${words}`)}\n`
  }
  if (rows.length > 0) yield '\n'
  yield* inputProblems(report, options)
  const counts = outcomeWords(report.results).map(({ outcome, text }) => paintOutcome(paint, outcome, text))
  yield `${counts.join('  ') || 'no workload'}\n`
}

function cellsOf(result: Checked): string[] {
  const { outcome, namespace, workload, policy } = result
  const { resource } = workload
  const place = placeText(resourceLocation(resource))
  return [outcome, namespace, kubectlName(resource), formatPolicy(policy), place, exactWords(result)].map(visible)
}

/** What the API server says in answer, or would note in its audit log. */
function exactWords({ pod, object, outcome, exempt, verdict }: Checked): string {
  if (pod.message !== undefined) return pod.message
  const warnings = [...new Set([...object.warnings, ...pod.warnings])]
  if (warnings.length > 0) return warnings.join('; ')
  const noted = pod.auditAnnotations['pod-security.kubernetes.io/audit-violations']
  if (outcome === 'noted') return noted ?? '-'
  return exempt === undefined ? '-' : `exempt by ${exempt}${verdict.allowed ? '' : `: ${verdict.detail}`}`
}

function row(cells: readonly string[], widths: readonly number[]): string {
  const last = cells.length - 1
  return cells.map((cell, i) => (i === last ? cell : pad(cell, widths[i] ?? 0))).join('  ')
}

/**
 * One line for each workload that is not let through without a word, in columns parted by one space: outcome, resource as
 * kubectl names it, namespace, policy, place.
 */
export function* checkName(report: CheckReport): Generator<string> {
  for (const { name, resource, answer } of report.namespaces) {
    if (answer.allowed || !resource) continue
    yield `${visible(`refused namespace/${name} - - ${placeText(resourceLocation(resource))}`)}\n`
  }
  for (const { outcome, workload, namespace, policy } of report.results) {
    if (outcome === 'allowed') continue
    const { resource } = workload
    const columns = [outcome, kubectlName(resource), namespace, formatPolicy(policy)]
    const text = columns.map((column) => column.replace(/\s/g, '_')).join(' ')
    yield `${visible(`${text} ${placeText(resourceLocation(resource))}`)}\n`
  }
}
