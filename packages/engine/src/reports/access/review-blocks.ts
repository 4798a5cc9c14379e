import type { Danger, HeldPower, IdentityReview } from '../../access/index.ts'
import type { ReportOptions } from '../options.ts'
import { type Paint, painter } from '../paint.ts'
import { count, enumerate, pad, visible, widthOf, wrap } from '../text.ts'
import { layoutWidth } from '../width.ts'
import { bindingTitle, objectPlace } from './access-words.ts'
import {
  entryWhere,
  grantEntries,
  grantText,
  harmlessCount,
  harmlessRules,
  inheritedDangers,
  powersText,
  rulePlaces,
  ruleText,
  runnersText,
  whereText,
} from './review-entries.ts'
import { type AccessReviewReport, identityTitle } from './review-report.ts'

interface Layout {
  readonly report: AccessReviewReport
  readonly paint: Paint
  readonly width: number
  /** Whether everything is listed. */
  readonly isWide: boolean
}

/** A block for each identity, worst first. */
export function* reviewBlocks(report: AccessReviewReport, options: ReportOptions, isWide: boolean): Generator<string> {
  const layout: Layout = { report, paint: painter(options.color), width: layoutWidth(options), isWide }
  for (const review of report.identities) yield* block(review, layout)
}

const label = 'critical'.length

function* block(review: IdentityReview, layout: Layout): Generator<string> {
  const { paint, isWide } = layout
  const title = `${identityTitle(review.identity)}${review.isEverybody ? ', which is everybody' : ''}`
  yield `${paintDanger(paint, review.danger, pad(review.danger, label))}  ${paint.bold(visible(title))}\n`
  const runners = runnersText(review, isWide ? Infinity : 3)
  if (runners !== undefined) yield* lines(layout, '', runners)
  for (const held of groupTogether(review.together)) {
    const bindings = [...new Set(held.flatMap(({ sources }) => sources.map(({ binding }) => bindingTitle(binding))))]
    const text = powersText(held, whereText(held.map(({ namespace }) => namespace)), mostAlso(isWide))
    yield* lines(layout, differing(worstOf(held), review), text)
    yield* lines(layout, '', `by ${enumerate(bindings, 4)} together`, paint.dim)
  }
  for (const entry of grantEntries(review)) {
    const { powers, grants } = entry
    if (powers.length === 0 && !isWide) continue
    if (powers.length > 0)
      yield* lines(layout, differing(worstOf(powers), review), powersText(powers, entryWhere(entry), mostAlso(isWide)))
    else yield* lines(layout, '', `nothing dangerous ${entryWhere(entry)}`)
    const place = objectPlace(grants[0].binding.object, layout.report.access)
    yield* lines(layout, '', grantText(entry), paint.dim, place)
    if (!isWide) continue
    const places = rulePlaces(powers, layout.report.access)
    if (places.length > 0) yield* lines(layout, '', `rules: ${places.join(', ')}`, paint.dim)
    const others = harmlessRules(grants[0], review.together)
    if (others.length > 0 && powers.length > 0) yield* lines(layout, '', 'beside that harmless:')
    for (const rule of others) yield* lines(layout, '', `  ${ruleText(rule)}`)
  }
  for (const { group, danger } of inheritedDangers(review))
    yield* lines(layout, differing(danger, review), `through Group ${group}, as everybody in it`)
  const rest = harmlessCount(review)
  if (review.grants.length === 0) yield* lines(layout, '', 'no binding names it')
  else if (rest > 0 && !isWide) yield* lines(layout, '', count(rest, 'harmless rule'))
  yield '\n'
}

function mostAlso(isWide: boolean): number {
  return isWide ? Infinity : 3
}

/** The same powers in several namespaces are told once. */
function groupTogether(together: readonly HeldPower[]): HeldPower[][] {
  return [...Map.groupBy(together, ({ power, danger, names }) => JSON.stringify([power.id, danger, names])).values()]
}

function worstOf([first]: readonly HeldPower[]): Danger {
  return first?.danger ?? 'none'
}

/** How dangerous something is, where the heading does not say it. */
function differing(danger: Danger, review: IdentityReview): Danger | '' {
  return danger === review.danger ? '' : danger
}

/** A text under a heading, with how dangerous it is before it. A place behind it is never broken: it is to be copied. */
function* lines(
  { paint, width }: Layout,
  danger: Danger | '',
  text: string,
  style: (text: string) => string = (plain) => plain,
  place?: string,
): Generator<string> {
  const indent = label + 2
  const leading = /^ */.exec(text)?.[0] ?? ''
  const wrapped = wrap(visible(text.trimStart()), width - indent - leading.length)
  if (place !== undefined) {
    const last = wrapped.at(-1) ?? ''
    const behind = `${last}, ${visible(place)}`
    if (widthOf(behind) <= width - indent) wrapped[wrapped.length - 1] = behind
    else wrapped.push(visible(place))
  }
  for (const [i, line] of wrapped.entries()) {
    const before = i === 0 && danger !== '' ? pad(danger === 'none' ? '' : danger, label) : ' '.repeat(label)
    yield `${danger === '' ? before : paintDanger(paint, danger, before)}  ${leading}${style(line)}\n`
  }
}

function paintDanger(paint: Paint, danger: Danger, text: string): string {
  return danger === 'none' ? text : paint.severity(danger, text)
}
