import type { Resource } from '../../cluster/index.ts'
import { type Checked, type CheckedNamespace, formatPolicy, type Violation } from '../../pod-security/index.ts'
import { command, wrapCommand } from '../commands.ts'
import { inputProblems } from '../input-problems.ts'
import type { ReportOptions } from '../options.ts'
import { painter } from '../paint.ts'
import { count, enumerate, fromText, visible, widthOf, wrap } from '../text.ts'
import { layoutWidth } from '../width.ts'
import {
  askedText,
  asksForNothing,
  byNamespace,
  type CheckReport,
  judgedText,
  outcomeWords,
  paintOutcome,
  placesOf,
  remarks,
  resourceLocation,
  summarizeCheck,
  violationText,
} from './check-report.ts'
import { versionText } from './plan-report.ts'

/** Workloads that are shown with every violation; after that, one line each. */
const mostEntries = 40

/** For a person at a terminal: by namespace, worst first, every violation with its place; the counts last. */
export function* checkTable(report: CheckReport, options: ReportOptions): Generator<string> {
  const { by } = report
  const paint = painter(options.color)
  let shown = 0
  if (by.kind === 'level' && report.results.length > 0)
    yield `${paint.bold(`Pod Security ${by.policy.level}:${versionText(by.policy.version)}`)}\n\n`
  for (const [name, results] of byNamespace(report)) {
    const namespace = report.namespaces.find((each) => each.name === name)
    yield `${headingLine(name, results, options)}\n`
    if (namespace) for (const line of namespaceLines(namespace, options)) yield `${line}\n`
    yield '\n'
    const [told, rest] = partition(results, hasWords)
    for (const result of told) {
      const brief = shown++ >= mostEntries
      for (const line of entryLines(result, report.by, brief, options)) yield `${line}\n`
      if (!brief) yield '\n'
    }
    for (const line of restLines(rest, options)) yield `${line}\n`
    if (rest.length > 0 || shown > mostEntries) yield '\n'
  }
  yield* inputProblems(report, options)
  yield* closing(report, shown > mostEntries, options)
}

/** Whether there is something to tell of it beyond its name. */
function hasWords({ outcome, verdict }: Checked): boolean {
  return outcome === 'exempt' ? !verdict.allowed : outcome !== 'allowed'
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  const { first = [], second = [] } = Object.groupBy(items, (item) => (isFirst(item) ? 'first' : 'second'))
  return [first, second]
}

function headingLine(name: string, results: readonly Checked[], options: ReportOptions): string {
  const paint = painter(options.color)
  const words = outcomeWords(results)
  const right = words.map(({ text }) => text).join('  ')
  const painted = words.map(({ outcome, text }) => paintOutcome(paint, outcome, text)).join('  ')
  const title = visible(name)
  const room = layoutWidth(options) - widthOf(title) - widthOf(right) - 2
  return `${paint.bold(title)} ${paint.dim('─'.repeat(Math.max(room, 1)))} ${painted}`.trimEnd()
}

/** What the namespace asks for, and what is wrong with that. */
function namespaceLines(namespace: CheckedNamespace, options: ReportOptions): string[] {
  const { name, resource, exempt, answer } = namespace
  const paint = painter(options.color)
  const width = layoutWidth(options)
  const source = resource ? '' : `no Namespace ${name} in the input, so taken for one without labels: `
  const text = `${source}${askedText(namespace)}${exempt ? '; exempt, so that none of it holds' : ''}`
  return [
    ...wrap(visible(text), width).map(paint.dim),
    ...(answer.message === undefined
      ? []
      : wrap(visible(answer.message), width).map((line) => paintOutcome(paint, 'refused', line))),
    ...answer.warnings.flatMap((warning) => wrap(visible(warning), width)),
  ]
}

function entryLines(result: Checked, by: CheckReport['by'], brief: boolean, options: ReportOptions): string[] {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  const { outcome, workload, verdict, policy } = result
  const margin = 11
  const title = visible(shortTitle(workload.resource))
  const policyText = by.kind === 'labels' ? `  ${formatPolicy(policy)}` : ''
  const head = `  ${paintOutcome(paint, outcome, outcome.padEnd(margin - 2))}${paint.bold(title)}${paint.dim(policyText)}`
  if (brief) return [head, ...wrap(visible(verdict.reason), width - margin).map((line) => ' '.repeat(margin) + line)]
  return [
    head,
    ...verdict.violations.flatMap((violation) => violationLines(result, violation, options)),
    ...(verdict.allowed ? result.object.warnings : []).flatMap((text) => indented(text, width)),
    ...remarks(result, by).flatMap((text) => indented(text, width).map(paint.dim)),
  ]
}

function violationLines(result: Checked, violation: Violation, options: ReportOptions): string[] {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  const lines = wrap(visible(violationText(violation)), width - 6).map(
    (line, i) => `${i === 0 ? '    • ' : '      '}${line}`,
  )
  const [first, ...others] = placesOf(result, violation)
  const { file, line } = first?.location ?? resourceLocation(result.workload.resource)
  const lineNumbers = new Set(others.map(({ location }) => location.line))
  lineNumbers.delete(line)
  const place = visible(`${file}:${line}${lineNumbers.size > 0 ? ` and ${lineNumbers.size} more` : ''}`)
  const last = lines.at(-1) ?? ''
  const room = width - widthOf(last) - widthOf(place)
  if (room < 2) return [...lines, `      ${paint.dim(place)}`]
  return [...lines.slice(0, -1), `${last}${' '.repeat(room)}${paint.dim(place)}`]
}

function indented(text: string, width: number): string[] {
  return wrap(visible(text), width - 4).map((line) => `    ${line}`)
}

/** Its namespace stands in the heading. */
function shortTitle({ kind, name }: Resource): string {
  return `${kind} ${name === '' ? '(no name)' : name}`
}

/** Those that there is nothing to tell of. */
function restLines(results: readonly Checked[], options: ReportOptions): string[] {
  const paint = painter(options.color)
  return (['exempt', 'allowed'] as const).flatMap((outcome) => {
    const titles = results.filter((each) => each.outcome === outcome).map(({ workload }) => workload.resource)
    if (titles.length === 0) return []
    const text = enumerate(
      titles.map((resource) => visible(shortTitle(resource))),
      4,
    )
    const [first = '', ...more] = wrap(text, layoutWidth(options) - 11)
    return [`  ${paintOutcome(paint, outcome, outcome.padEnd(9))}${first}`, ...more.map((line) => `           ${line}`)]
  })
}

function* closing(report: CheckReport, cut: boolean, options: ReportOptions): Generator<string> {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  const { by, results, errors, notAudited } = report
  const { refused, warned, namespacesRefused } = summarizeCheck(report)
  yield `${paint.dim('─'.repeat(width))}\n`
  const words = outcomeWords(results)
  if (words.length > 0) yield `${words.map(({ outcome, text }) => paintOutcome(paint, outcome, text)).join('  ')}\n`
  const texts = [
    results.length === 0
      ? `No workload in ${count(report.resources, 'resource')}${fromText(report.files)}.`
      : by.kind === 'level'
        ? `${judgedText(report)} held against ${by.policy.level}:${versionText(by.policy.version)}.`
        : `${judgedText(report)} held against what their namespaces ask for.`,
    ...(namespacesRefused > 0 ? [`${count(namespacesRefused, 'Namespace is', 'Namespaces are')} refused.`] : []),
    ...(refused > 0 && results.some(({ outcome, as }) => outcome === 'refused' && as === 'controller')
      ? ['The API server makes a controller all the same, and refuses its pods; only an event tells.']
      : []),
    ...(errors.length > 0 ? [`${count(errors.length, 'error')} above.`] : []),
    ...(notAudited.length > 0 ? [`${count(notAudited.length, 'source')} not looked at.`] : []),
    ...(results.length > 0 && asksForNothing(report)
      ? [
          'No namespace asks for more than privileged, which takes everything; --level baseline shows what that would refuse.',
        ]
      : []),
    ...(cut ? ['-o wide has every word.'] : []),
  ]
  for (const line of wrap(texts.join(' '), width)) yield `${line}\n`
  if (refused + warned > 0) yield* nextStep(report, options)
}

/** How to see what can be mended. */
function* nextStep({ results, by }: CheckReport, options: ReportOptions): Generator<string> {
  const paint = painter(options.color)
  const paths = options.paths ?? []
  const level = by.kind === 'level' ? by.policy.level : results[0]?.policy.level
  if (paths.length === 0 || paths.includes('-') || level === undefined) return
  const flags = [`--framework pss-${level}`, '--include evidence', '--dry-run', '--diff']
  yield `\n${paint.bold('Next')}\n  see what can be mended\n`
  for (const line of wrapCommand(command(options, 'fix', paths, flags), layoutWidth(options) - 4))
    yield `    ${paint.command(line)}\n`
}
