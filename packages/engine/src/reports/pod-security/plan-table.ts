import type { NamespacePlan } from '../../pod-security/index.ts'
import type { ReportOptions } from '../options.ts'
import { painter } from '../paint.ts'
import { layoutWidth } from '../width.ts'
import { count, enumerate, pad, visible, widthOf, wrap } from '../text.ts'
import { errorPlace } from '../words.ts'
import { planDetail } from './plan-detail.ts'
import {
  couldEnforce,
  enforcedText,
  gapText,
  type PlanReport,
  versionText,
  wayText,
  workloadCount,
} from './plan-report.ts'

const headings = ['NAMESPACE', 'ENFORCES', 'COULD', 'GAP', 'WORKLOADS', 'IN THE WAY'] as const

/** One line for each namespace, the widest gap first; all about each below, where that was asked for. */
export function* planTable(
  report: PlanReport,
  options: ReportOptions & { readonly details: boolean },
): Generator<string> {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  const { namespaces, goal, version } = report
  yield* problems(report, width)
  if (namespaces.length === 0) return
  yield `${paint.bold(`Pod Security at ${versionText(version)}, on the way to ${goal}`)}\n\n`
  const rows = namespaces.map(cellsOf)
  const widths = headings.map((heading, i) => Math.max(heading.length, ...rows.map((row) => widthOf(row[i] ?? ''))))
  yield `${paint.bold(line(headings, widths))}\n`
  for (const [i, row] of rows.entries()) {
    const text = line(row, widths)
    const { refused = [] } = namespaces[i] ?? {}
    yield `${refused.length > 0 ? paint.severity('high', text) : text}\n`
  }
  yield '\n'
  if (options.details) for (const plan of namespaces) yield* planDetail(plan, options)
  for (const text of closing(report, options)) yield* wrap(text, width).map((part) => `${part}\n`)
}

function cellsOf(plan: NamespacePlan): string[] {
  return [
    visible(plan.namespace),
    enforcedText(plan),
    plan.subjects.length === 0 ? '-' : couldEnforce(plan),
    gapText(plan),
    workloadCount(plan).toLocaleString('en'),
    wayText(plan),
  ]
}

function line(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, i) => (i === cells.length - 1 ? cell : pad(cell, widths[i] ?? 0)))
    .join('  ')
    .trimEnd()
}

function* problems({ errors, notAudited }: PlanReport, width: number): Generator<string> {
  const all = [
    ...errors.map((error) => `${errorPlace(error)}: ${error.message}`),
    ...notAudited.map(({ kind, path, reason }) => `${path} (${kind}) was not judged: ${reason}`),
  ]
  for (const text of all.slice(0, mostProblems)) yield* wrap(visible(text), width).map((part) => `${part}\n`)
  if (all.length > mostProblems) yield `and ${all.length - mostProblems} more; -o json has them all\n`
  if (all.length > 0) yield '\n'
}

const mostProblems = 20

function* closing({ namespaces, written }: PlanReport, { details }: { readonly details: boolean }): Generator<string> {
  const ready = namespaces.filter(({ stages }) => stages[0]?.labels['pod-security.kubernetes.io/enforce'] !== undefined)
  const refusing = namespaces.filter(({ refused }) => refused.length > 0)
  if (refusing.length > 0)
    yield `${enumerate(
      refusing.map(({ namespace }) => namespace),
      3,
    )} ${refusing.length === 1 ? 'enforces' : 'enforce'} more than all pods pass: some will not come back once they are gone.`
  if (ready.length > 0 && written === undefined)
    yield `${count(ready.length, 'namespace')} could enforce more today; --write sets the labels of the first stage in the manifests.`
  for (const { namespace, file, problem } of written ?? [])
    yield problem === undefined
      ? `${file}: labels of ${namespace} written`
      : `${namespace}: labels not written: ${problem}`
  if (written?.length === 0) yield 'No label had to be written.'
  if (!details && namespaces.length > 1)
    yield '-n NAMESPACE, or --details, shows what stands in the way and how to get there.'
}
