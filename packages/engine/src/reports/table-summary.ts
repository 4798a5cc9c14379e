import { type AuditReport, summarize } from '../audit/index.ts'
import { type Finding, reaches } from '../findings/index.ts'
import { command, fixablePath, isOfCluster, wrapCommand } from './commands.ts'
import { controlLines } from './controls.ts'
import { countWords } from './group.ts'
import { inputProblems } from './input-problems.ts'
import type { ReportOptions } from './options.ts'
import { painter } from './paint.ts'
import { ruleInfo } from './rule-table.ts'
import { count, enumerate, fromText, wrap } from './text.ts'
import { layoutWidth } from './width.ts'

/** What could not be read, what was not audited, then counts and what to do next. Always last. */
export function* summaryBlock(
  report: AuditReport,
  options: ReportOptions,
  { complete }: { readonly complete: boolean },
): Generator<string> {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  yield* inputProblems(report, options)
  yield* controlLines(report, { color: options.color, width })
  yield `${paint.dim('─'.repeat(width))}\n`
  for (const line of verdictLines(report, options)) yield `${line}\n`
  for (const line of nextLines(report, options, complete)) yield `${line}\n`
}

function verdictLines(report: AuditReport, options: ReportOptions): string[] {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  const { findings, exempted } = summarize(report)
  const total = Object.values(findings).reduce((sum, number) => sum + number, 0)
  const read = `${count(report.resources, 'resource')} (${count(report.workloads, 'workload')})${fromText(report.files)}`
  const lines: string[] = []
  if (report.resources === 0)
    lines.push(paint.bold(`Nothing was audited: no Kubernetes resources in ${count(report.files, 'file')}.`))
  else if (total === 0) lines.push(...wrap(`No findings in ${read}.`, width).map(paint.good))
  else {
    const concerned = new Set(
      report.findings.filter((finding) => !finding.exemption).map((finding) => finding.resource),
    ).size
    lines.push(
      countWords(findings)
        .map(({ severity, text }) => paint.severity(severity, text))
        .join('  '),
    )
    const { failOn } = options
    const failing = report.findings.filter(
      (finding) => !finding.exemption && failOn !== undefined && reaches(finding.severity, failOn),
    ).length
    const reaching = failOn
      ? `; ${failing === 0 ? 'none' : failing.toLocaleString('en')} at or above ${failOn} (--fail-on)`
      : ''
    lines.push(...wrap(`${count(total, 'finding')} in ${concerned.toLocaleString('en')} of ${read}${reaching}.`, width))
  }
  const asides = [
    ...(exempted > 0 ? [`${count(exempted, 'finding')} exempted by a written warrant`] : []),
    ...(report.known > 0 ? [`${count(report.known, 'finding')} known to the baseline left out`] : []),
    ...(report.errors.length > 0 ? [`${count(report.errors.length, 'error')} above`] : []),
    ...(report.notAudited.length > 0 ? [`${count(report.notAudited.length, 'source')} not audited`] : []),
    ...(report.foreign > 0 ? [`${count(report.foreign, 'document')} not of Kubernetes`] : []),
  ]
  if (asides.length > 0) lines.push(...wrap(`${enumerate(asides)}.`, width))
  return lines
}

interface Step {
  readonly what: string
  readonly command: readonly string[]
}

/** What to do next: at most three commands, each with what it is for. */
function nextLines(report: AuditReport, options: ReportOptions, complete: boolean): string[] {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  const steps = nextSteps(report, options, complete).slice(0, 3)
  if (steps.length === 0) return []
  return [
    '',
    paint.bold('Next'),
    ...steps.flatMap((step) => [
      ...wrap(step.what, width - 2).map((line) => `  ${line}`),
      ...wrapCommand(step.command, width - 4).map((line) => `    ${paint.command(line)}`),
    ]),
  ]
}

function nextSteps(report: AuditReport, options: ReportOptions, complete: boolean): Step[] {
  const counted = report.findings.filter((finding) => !finding.exemption)
  const [worst] = counted
  if (!worst) return []
  const fixable = isOfCluster(options)
    ? []
    : counted.filter(({ fix, resource }) => fix.changes.length > 0 && fixablePath(resource) !== undefined)
  const safe = fixable.filter(({ fix }) => fix.class === 'safe').length
  const evidence = fixable.filter(({ fix }) => fix.class === 'evidence').length
  const paths = options.paths ?? commonPaths(counted)
  const steps: Step[] = []
  if (safe > 0) {
    const what = `mend ${safe === 1 ? 'the one finding' : `the ${count(safe, 'finding')}`} for which that is safe`
    steps.push({ what, command: command(options, 'fix', paths) })
  }
  if (evidence > 0) {
    const what = `see ${count(evidence, 'edit')}, right only where the privilege is not used`
    steps.push({ what, command: command(options, 'fix', paths, ['--include evidence', '--dry-run', '--diff']) })
  }
  if (!complete && paths.length > 0) {
    steps.push({ what: 'see every finding, one per line', command: command(options, 'audit', paths, ['-o wide']) })
  }
  if (ruleInfo(worst.rule)) {
    steps.push({ what: 'read about the worst, with an example', command: command(options, 'rules', [worst.rule]) })
  }
  return steps
}

/** The few paths that hold all of the findings, or the folder that holds them. */
function commonPaths(findings: readonly Finding[]): string[] {
  const paths = [...new Set(findings.map(({ resource }) => fixablePath(resource)).filter((path) => path !== undefined))]
  if (paths.length <= 3) return paths
  const folders = paths.map((path) => path.split('/').slice(0, -1))
  const [first = []] = folders
  let shared = first.length
  for (const folder of folders) {
    let same = 0
    while (same < shared && folder[same] === first[same]) same++
    shared = same
  }
  const folder = first.slice(0, shared).join('/')
  return [folder === '' ? (paths[0]?.startsWith('/') ? '/' : '.') : folder]
}
