import type { Mended, Outcome, OutcomeKind } from '../audit/index.ts'
import { locationOf } from '../findings/index.ts'
import { command, wrapCommand } from './commands.ts'
import { countOutcomes, type Written } from './mended-object.ts'
import { fileOf, resourceTitle } from './names.ts'
import type { ReportOptions } from './options.ts'
import { proposalText } from './proposal.ts'
import { type Paint, painter } from './paint.ts'
import { layoutWidth } from './width.ts'
import { count, enumerate, pad, visible, wrap } from './text.ts'

/** What each way of ending means to the reader. */
const headings: Readonly<Record<OutcomeKind, string>> = {
  fixed: 'Fixed',
  covered: 'Ended by those edits too',
  partial: 'Fixed in part',
  'needs-evidence': 'Ready, but right only if the privilege is not used',
  'needs-value': 'Needs a value from you',
  'at-source': 'Rendered: change it where it comes from',
  refused: 'Refused',
  'no-fix': 'Nothing that an edit could mend',
  exempt: 'Covered by a written warrant',
}

/** Outcomes that are shown one by one; the others are folded by rule. */
const detailed: ReadonlySet<OutcomeKind> = new Set(['fixed', 'partial', 'refused'])

/** More outcomes than these are folded too: nobody reads them one by one. */
const mostDetails = 60

/** The report of a run of `fix` for a person: what was done, file by file, then what is left and why. */
export function* mendedTable(mended: Mended, written: Written, options: ReportOptions): Generator<string> {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  for (const kind of [
    'fixed',
    'partial',
    'covered',
    'refused',
    'at-source',
    'needs-evidence',
    'needs-value',
    'no-fix',
    'exempt',
  ] as const) {
    const outcomes = mended.outcomes.filter((outcome) => outcome.kind === kind)
    if (outcomes.length === 0) continue
    const would = written.dryRun && kind === 'fixed' ? 'Would be fixed' : headings[kind]
    yield `${paint.bold(would)} (${outcomes.length})\n`
    if (detailed.has(kind) && outcomes.length <= mostDetails) yield* details(outcomes, paint, width)
    else yield* folded(outcomes, width)
    if (detailed.has(kind) && outcomes.length > mostDetails) yield '  -o json has each of them\n'
    yield '\n'
  }
  if (written.proposals.length > 0) {
    yield `${paint.bold('Edits for charts and overlays')} (not written)\n`
    for (const proposal of written.proposals) yield* proposalText(proposal, paint, width)
    yield '\n'
  }
  yield* closing(mended, written, options, paint)
}

function* details(outcomes: readonly Outcome[], paint: Paint, width: number): Generator<string> {
  for (const [file, inFile] of Map.groupBy(outcomes, ({ finding }) => fileOf(finding.resource))) {
    yield `  ${visible(file)}\n`
    for (const { finding, kind, reason } of inFile) {
      const where = finding.container ? `, container ${finding.container}` : ''
      const head = `${locationOf(finding).line}  ${finding.rule}  ${resourceTitle(finding.resource)}${where}`
      yield `${indented(visible(head), 4, width)}\n`
      const note = kind === 'fixed' ? reason : `${finding.fix.description}: ${reason}`
      yield `${indented(visible(note), 8, width).split('\n').map(paint.dim).join('\n')}\n`
    }
  }
}

function* folded(outcomes: readonly Outcome[], width: number): Generator<string> {
  const byRule = Map.groupBy(outcomes, ({ finding, reason }) => `${finding.rule}\0${reason}`)
  const longest = Math.min(Math.max(...outcomes.map(({ finding }) => finding.rule.length)), 32)
  for (const [first, ...more] of byRule.values()) {
    if (!first) continue
    const { rule } = first.finding
    const head = `  ${pad(`${more.length + 1}×`, 4)} ${pad(rule, longest)}  `
    const [line = '', ...rest] = wrap(visible(first.reason), width - head.length)
    yield [head + line, ...rest.map((text) => ' '.repeat(head.length) + text)].map((text) => `${text}\n`).join('')
  }
}

function* closing(mended: Mended, written: Written, options: ReportOptions, paint: Paint): Generator<string> {
  const counts = countOutcomes(mended.outcomes)
  const files = count(mended.files.length, 'file')
  const done = counts.fixed + counts.covered
  const width = layoutWidth(options)
  const lines = (text: string, look: (text: string) => string = (line) => line) =>
    `${wrap(text, width).map(look).join('\n')}\n`
  if (mended.files.length === 0) yield 'No file was changed.\n'
  else if (written.dryRun)
    yield lines(`${count(done, 'finding')} would end with changes to ${files}. Nothing was written.`)
  else
    yield lines(
      `${count(done, 'finding')} ended with changes to ${files}; every edit was read back and judged again.`,
      paint.good,
    )
  const open = [
    counts['needs-evidence'] > 0 && `${counts['needs-evidence']} need evidence`,
    counts['needs-value'] > 0 && `${counts['needs-value']} need a value`,
    counts['no-fix'] + counts.refused + counts.partial + counts['at-source'] > 0 &&
      `${counts['no-fix'] + counts.refused + counts.partial + counts['at-source']} are yours to decide`,
  ].filter((part) => part !== false)
  if (open.length > 0) yield lines(`Left: ${enumerate(open)}.`)
  if (counts['needs-evidence'] > 0) {
    const parts = command(options, 'fix', options.paths ?? ['PATH'], ['--include evidence', '--dry-run', '--diff'])
    yield 'See those edits:\n'
    for (const line of wrapCommand(parts, width - 2)) yield `  ${paint.command(line)}\n`
  }
}

function indented(text: string, indent: number, width: number, hanging = indent): string {
  const lines = wrap(text, width - hanging)
  return lines.map((line, i) => ' '.repeat(i === 0 ? indent : hanging) + line.trimStart()).join('\n')
}
