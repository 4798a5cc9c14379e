import { type Severity, severities } from '../../findings/index.ts'
import type { ResourceChange } from '../../fixes/index.ts'
import type { DnsFinding } from '../../network/index.ts'
import { formatPath } from '../../yaml/index.ts'
import { inputProblems } from '../input-problems.ts'
import { placeText, resourceTitle } from '../names.ts'
import type { ReportOptions } from '../options.ts'
import { type Paint, painter } from '../paint.ts'
import { count, pad, visible, widthOf, wrap } from '../text.ts'
import { layoutWidth } from '../width.ts'
import { exemptionWords } from '../words.ts'
import { countBySeverity, setupLines, type ShownDns } from './dns-report.ts'

interface TableOptions extends ReportOptions {
  /** Whether every place is shown, with all that it was seen by. */
  readonly all: boolean
}

/** Places of one cause, and lines of evidence, that are shown before the rest is counted. */
const mostPlaces = 4
const mostEvidence = 3

/** How names are resolved here, what is wrong with that, worst first, and what could not be told. */
export function* dnsTable(report: ShownDns, options: TableOptions): Generator<string> {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  yield* inputProblems(report, options)
  const lines = setupLines(report)
  const label = Math.max(...lines.map(([name]) => name.length))
  for (const [name, text] of lines) {
    const [first = '', ...more] = wrap(visible(text), width - label - 2)
    yield `${paint.bold(pad(name, label))}  ${first}\n`
    for (const part of more) yield `${' '.repeat(label + 2)}${part}\n`
  }
  yield '\n'
  const counted = report.findings.filter(({ exemption }) => exemption === null)
  const shown = options.all ? report.findings : counted
  for (const group of Map.groupBy(shown, ({ severity, rule }) => `${severity} ${rule}`).values())
    yield* groupLines(group, options.all, width, paint)
  yield* wrap(summary(report, counted), width).map((part) => `${counted.length === 0 ? paint.good(part) : part}\n`)
  for (const text of report.assumptions) yield* indented(visible(text), '', width, paint.dim)
}

function summary({ findings, workloads }: ShownDns, counted: readonly DnsFinding[]): string {
  const exempted = findings.length - counted.length
  const also = exempted > 0 ? `; ${count(exempted, 'finding')} exempted` : ''
  if (counted.length === 0)
    return `Nothing is wrong with DNS that configuration shows, in ${count(workloads, 'workload')}${also}.`
  const counts = countBySeverity(counted)
  const words = severities
    .filter((each) => counts[each] > 0)
    .map((each: Severity) => `${counts[each].toLocaleString('en')} ${each}`)
  return `${words.join(', ')} in ${count(workloads, 'workload')}${also}.`
}

function* groupLines(group: readonly DnsFinding[], all: boolean, width: number, paint: Paint): Generator<string> {
  const [first] = group
  if (first === undefined) return
  const label = first.severity.toUpperCase()
  const id = `(${first.rule}${all && first.cause !== undefined ? `, ${first.cause}` : ''})`
  const [head = '', ...more] = wrap(first.title, width - label.length - 2)
  yield `${paint.severity(first.severity, label)}  ${paint.bold(visible(head))}`
  for (const part of more) yield `\n${' '.repeat(label.length + 2)}${paint.bold(visible(part))}`
  const last = label.length + 2 + widthOf(more.at(-1) ?? head)
  yield `${last + 2 + id.length <= width ? '  ' : `\n${' '.repeat(label.length + 2)}`}${paint.dim(id)}\n`
  yield* indented(first.why, '  ', width, paint.dim)
  const places = all || group.length <= mostPlaces + 1 ? group : group.slice(0, mostPlaces)
  const sameFix = new Set(group.map(({ fix }) => fix.description)).size === 1
  for (const finding of places) yield* findingLines(finding, all, width, paint, !sameFix)
  if (places.length < group.length) yield `  ${count(group.length - places.length, 'more place')} in \`-o wide\`\n`
  if (sameFix) yield* indented(`fix: ${first.fix.description}`, '  ', width)
  yield '\n'
}

function* findingLines(
  { resource, container, message, evidence, fix, exemption, location }: DnsFinding,
  all: boolean,
  width: number,
  paint: Paint,
  withFix: boolean,
): Generator<string> {
  const title = `${visible(resourceTitle(resource))}${container ? `, container ${visible(container)}` : ''}`
  const place = visible(placeText(location))
  if (widthOf(title) + widthOf(place) + 4 <= width) yield `  ${title}  ${paint.dim(place)}\n`
  else yield `  ${title}\n    ${paint.dim(place)}\n`
  yield* indented(visible(message), '    ', width)
  const lines = all || evidence.length <= mostEvidence + 1 ? evidence : evidence.slice(0, mostEvidence)
  // One line of evidence only says again what the message does.
  if (evidence.length > 1 || all) {
    for (const line of lines) yield* indented(visible(line), '      ', width, paint.dim)
    if (lines.length < evidence.length) yield `      ${paint.dim(`${evidence.length - lines.length} more`)}\n`
  }
  if (withFix) yield* indented(`fix: ${visible(fix.description)}`, '    ', width)
  if (all) for (const change of fix.changes) yield* indented(visible(editText(change)), '    ', width)
  if (exemption) yield* indented(`exempted: ${visible(exemptionWords(exemption))}`, '    ', width)
}

/** An edit in one line: where, and what is put there. */
function editText({ op, path, resource, ...change }: ResourceChange): string {
  const what = 'value' in change ? JSON.stringify(change.value) : ''
  return `edit: ${op} ${formatPath(path.slice(resource.base.length))} ${what}`.trimEnd()
}

function* indented(
  text: string,
  indent: string,
  width: number,
  paint: (part: string) => string = (part) => part,
): Generator<string> {
  for (const part of wrap(text, width - indent.length)) yield `${indent}${paint(part)}\n`
}
