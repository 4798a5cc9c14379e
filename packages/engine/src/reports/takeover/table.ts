import { locatePath } from '../../findings/index.ts'
import {
  type CutGrant,
  type CutPoint,
  type ReachingStart,
  startTitle,
  stepsOfPath,
  type TakeoverPath,
  targetWords,
} from '../../takeover/index.ts'
import { placeText } from '../names.ts'
import type { ReportOptions } from '../options.ts'
import { type Paint, painter } from '../paint.ts'
import { count, enumerate, pad, visible, widthOf, wrap } from '../text.ts'
import { layoutWidth } from '../width.ts'
import { errorPlace } from '../words.ts'
import type { ShownTakeover } from './formats.ts'
import { exposedText, reachText, stepText } from './words.ts'

interface TableOptions extends ReportOptions {
  /** Whether every path of every start is shown. */
  readonly all: boolean
}

/** Starts that are shown in full before the rest is counted. */
const mostStarts = 12

/** Who gets where, the ways there step by step, and what to take back. */
export function* takeoverTable(report: ShownTakeover, options: TableOptions): Generator<string> {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  yield* problems(report, width)
  if (report.starts.length === 0) {
    yield* wrap(nothingReached(report), width).map((part) => `${paint.good(part)}\n`)
    yield* closing(report, width, paint)
    return
  }
  yield* summary(report, paint)
  const groups = alike(report)
  const shown = options.all ? groups : groups.slice(0, mostStarts)
  for (const group of shown) yield* startLines(report, group, options, width, paint)
  const left = groups.slice(shown.length).flat().length
  if (left > 0) yield `${count(left, 'more start')} in \`-o wide\`; --from NAME shows one.\n\n`
  yield* cutLines(report, width, paint)
  yield* closing(report, width, paint)
}

function nothingReached({ takeover: { starts, targets } }: ShownTakeover): string {
  if (starts.length === 0) return 'There is no workload, and nobody bound to a role, that a takeover could begin with.'
  return `None of ${count(starts.length, 'start')} reaches ${targets.map((target) => targetWords[target]).join(' or ')}.`
}

function* problems({ errors, notAudited }: ShownTakeover, width: number): Generator<string> {
  const all = [
    ...errors.map((error) => `${errorPlace(error)}: ${error.message}`),
    ...notAudited.map(({ kind, path, reason }) => `${path} (${kind}) is missing from this answer: ${reason}`),
  ]
  for (const text of all.slice(0, 20)) yield* wrap(visible(text), width).map((part) => `${part}\n`)
  if (all.length > 20) yield `and ${all.length - 20} more; -o json has them all\n`
  if (all.length > 0) yield '\n'
}

const headings = ['TARGET', 'WORKLOADS', 'EXPOSED', 'IDENTITIES', 'SHORTEST'] as const

function* summary({ reach, takeover }: ShownTakeover, paint: Paint): Generator<string> {
  const workloads = takeover.starts.filter(({ kind }) => kind === 'workload').length
  const rows = reach.map((each) => [
    targetWords[each.target],
    `${each.workloads} of ${workloads}`,
    `${each.exposed}`,
    `${each.identities}`,
    each.shortest === undefined ? '-' : count(each.shortest, 'step'),
  ])
  const widths = headings.map((heading, i) => Math.max(heading.length, ...rows.map((row) => widthOf(row[i] ?? ''))))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => pad(cell, widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  yield `${paint.bold(line(headings))}\n`
  for (const row of rows) yield `${line(row)}\n`
  yield '\n'
}

/** Starts that get to the same targets by the same steps, such as workloads with the same account, are told together. */
function alike(report: ShownTakeover): ReachingStart[][] {
  const groups = Map.groupBy(report.starts, (each) =>
    [
      each.severity,
      each.exposed.length > 0,
      ...each.paths.map((path) => {
        // What is done in the start itself names it; all that follows must be the same.
        const [first, ...rest] = stepsOfPath(report, path)
        return [path.target, first?.technique.id, ...rest.map(stepText)].join('\n')
      }),
    ].join('\n\n'),
  )
  return [...groups.values()]
}

function* startLines(
  report: ShownTakeover,
  group: readonly ReachingStart[],
  { all }: TableOptions,
  width: number,
  paint: Paint,
): Generator<string> {
  const [first, ...others] = group
  if (first === undefined) return
  const label = first.severity.toUpperCase()
  yield `${paint.severity(first.severity, label)}  ${paint.bold(visible(startTitle(first.start)))}\n`
  const notes = [exposedText(first)].filter((note) => note !== '')
  if (others.length > 0)
    notes.push(
      `the same for ${enumerate(
        others.map(({ start }) => startTitle(start)),
        all ? others.length : 3,
      )}`,
    )
  for (const note of notes) yield* indented(visible(note), '  ', width).map(paint.dim)
  const [worst, ...further] = first.paths
  if (worst === undefined) return
  yield* pathLines(report, worst, all, width, paint)
  if (all) for (const path of further) yield* pathLines(report, path, all, width, paint)
  else if (further.length > 0) yield* indented(`also ${enumerate(further.map(reachText))}`, '  ', width)
  yield '\n'
}

function* pathLines(
  report: ShownTakeover,
  path: TakeoverPath,
  withIds: boolean,
  width: number,
  paint: Paint,
): Generator<string> {
  yield `  ${reachText(path)}\n`
  for (const [i, step] of stepsOfPath(report, path).entries()) {
    const number = `${i + 1}.`
    const id = withIds ? ` (${step.technique.id})` : ''
    yield* indented(visible(`${number} ${stepText(step)}${id}`), '    ', width, number.length + 1)
    for (const grant of step.grants) yield* grantLines(grant, grant.label, '       ', width, paint)
  }
}

/** A declaration and, on the same line where there is room, where it stands. */
function* grantLines(point: CutPoint, words: string, indent: string, width: number, paint: Paint): Generator<string> {
  const title = visible(words)
  const place = point.resource && visible(placeText(locatePath(point.resource.document, point.path)))
  if (place !== undefined && widthOf(indent) + widthOf(title) + 2 + widthOf(place) <= width) {
    yield `${indent}${title}  ${paint.dim(place)}\n`
    return
  }
  yield* indented(title, indent, width)
  if (place !== undefined) yield `${indent}  ${paint.dim(place)}\n`
}

function* cutLines({ cut, takeover }: ShownTakeover, width: number, paint: Paint): Generator<string> {
  const { grants, cost, lowerBound, optimal, kept } = cut
  const ended = takeover.paths.length - kept.length
  if (grants.length > 0) {
    const proof = optimal ? 'nothing cheaper does' : `at cost ${cost}, where no cut costs less than ${lowerBound}`
    const head = `${count(grants.length, 'grant')} to take back ${grants.length === 1 ? 'ends' : 'end'} ${ended === 1 ? 'the path' : `all ${ended.toLocaleString('en')} paths`}; ${proof}`
    const [first = '', ...more] = wrap(head, width - 5)
    yield `${paint.bold('CUT')}  ${first}\n`
    for (const part of more) yield `     ${part}\n`
    for (const [i, grant] of grants.entries()) yield* grantOfCut(grant, i + 1, width, paint)
    yield '\n'
  }
  if (kept.length > 0) {
    const reasons = new Set(
      kept.flatMap(({ proof }) => proof.flatMap(({ cuts }) => cuts.map((each) => each.kept ?? ''))),
    )
    reasons.delete('')
    const why = reasons.size > 0 ? `: ${enumerate([...reasons], 3)}` : ''
    yield* indented(`${count(kept.length, 'path')} cannot be ended${why}.`, '', width)
    yield '\n'
  }
}

function* grantOfCut(
  { point, paths, starts }: CutGrant,
  number: number,
  width: number,
  paint: Paint,
): Generator<string> {
  const text = cutText(point)
  yield* indented(visible(`${number}. ${text}`), '  ', width, `${number}. `.length)
  if (point.resource) yield `     ${paint.dim(visible(placeText(locatePath(point.resource.document, point.path))))}\n`
  yield `     ${paint.dim(`on ${count(paths, 'path')} of ${count(starts.length, 'start')}; whether it is used is not known`)}\n`
}

/** What to do, and where, unless that is said with it. */
function cutText({ fix: { description }, title, label, resource }: CutPoint): string {
  if (description === '') return title
  const place = title.startsWith(`${label} of `) ? title.slice(label.length + ' of '.length) : undefined
  if (place !== undefined) return `${description} in ${place}`
  return resource === undefined || description.includes(resource.name) ? description : `${description}: ${title}`
}

function* closing({ assumptions }: ShownTakeover, width: number, paint: Paint): Generator<string> {
  for (const text of assumptions) yield* indented(visible(text), '', width).map(paint.dim)
}

function* indented(text: string, indent: string, width: number, hanging = 0): Generator<string> {
  const lines = wrap(text, width - widthOf(indent) - hanging)
  for (const [i, part] of lines.entries()) yield `${indent}${i === 0 ? '' : ' '.repeat(hanging)}${part}\n`
}
