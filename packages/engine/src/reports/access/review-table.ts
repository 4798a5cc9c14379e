import { compactRules, type Danger, type HeldPower, type IdentityReview, otherRules } from '../../access/index.ts'
import type { ReportOptions } from '../options.ts'
import { type Paint, painter } from '../paint.ts'
import { count, enumerate, pad, visible, widthOf, wrap } from '../text.ts'
import { layoutWidth } from '../width.ts'
import { errorPlace } from '../words.ts'
import {
  bindingTitle,
  danglingText,
  entryWhere,
  grantEntries,
  grantText,
  harmlessCount,
  inheritedPowers,
  objectPlace,
  powersText,
  rulePlaces,
  ruleText,
  runnersText,
  whereText,
} from './review-entries.ts'
import { type AccessReviewReport, closingText, dangerCounts, identityTitle } from './review-report.ts'

interface Layout {
  readonly report: AccessReviewReport
  readonly paint: Paint
  readonly width: number
  /** Whether everything is listed. */
  readonly isWide: boolean
}

/** A block for each identity that holds something dangerous, worst first; then the others by name, and what leads nowhere. */
export function* reviewTable(report: AccessReviewReport, options: ReportOptions, isWide: boolean): Generator<string> {
  const layout: Layout = { report, paint: painter(options.color), width: layoutWidth(options), isWide }
  yield* problems(layout)
  const isInFull = ({ danger }: IdentityReview) => danger !== 'none' || isWide || report.isNamed
  for (const review of report.identities.filter(isInFull)) yield* block(review, layout)
  yield* harmless(
    report.identities.filter((review) => !isInFull(review)),
    layout,
  )
  yield* leadingNowhere(layout)
  const [worst] = dangerCounts(report.identities)
  for (const line of wrap(closingText(report), layout.width))
    yield `${worst === undefined || worst.danger === 'none' ? line : layout.paint.bold(line)}\n`
}

const label = 'critical'.length

function* block(review: IdentityReview, layout: Layout): Generator<string> {
  const { paint, isWide } = layout
  const title = `${identityTitle(review.identity)}${review.isEverybody ? ', which is everybody' : ''}`
  yield `${paintDanger(paint, review.danger, pad(review.danger, label))}  ${paint.bold(visible(title))}\n`
  const runners = runnersText(review, isWide ? Infinity : 3)
  if (runners !== undefined) yield* lines(layout, '', runners)
  for (const held of groupTogether(review.together)) {
    const bindings = [
      ...new Set(held.flatMap(({ sources }) => sources.map(({ binding }) => bindingTitle({ binding })))),
    ]
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
    const others = compactRules(otherRules(grants[0], review.together))
    if (others.length > 0 && powers.length > 0) yield* lines(layout, '', 'beside that harmless:')
    for (const rule of others) yield* lines(layout, '', `  ${ruleText(rule)}`)
  }
  for (const { group, powers } of inheritedPowers(review))
    yield* lines(layout, differing(worstOf(powers), review), `through Group ${group}, as everybody in it`)
  const rest = harmlessCount(review)
  const holdsNothing = review.grants.every(({ via }) => via !== undefined)
  if (holdsNothing) yield* lines(layout, '', 'no binding names it')
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

const mostHarmless = 12

function* harmless(reviews: readonly IdentityReview[], { width, paint }: Layout): Generator<string> {
  if (reviews.length === 0) return
  yield `${paint.bold('Nothing dangerous')}\n`
  const names = reviews.map(({ identity }) => visible(identityTitle(identity)))
  for (const line of wrap(enumerate(names, mostHarmless), width - 2)) yield `  ${line}\n`
  yield '\n'
}

const mostDangling = 20

function* leadingNowhere({ report, paint, width, isWide }: Layout): Generator<string> {
  const { dangling, identities, access } = report
  if (dangling.length === 0) return
  yield `${paint.bold('Bindings that lead nowhere')}\n`
  const most = isWide ? Infinity : mostDangling
  for (const each of dangling.slice(0, most)) {
    const place = objectPlace(each.binding.object, access)
    const text = `${bindingTitle(each)}${place === undefined ? '' : `, ${place}`}: ${danglingText(each, identities)}`
    for (const [i, line] of wrap(visible(text), width - 4).entries()) yield `${i === 0 ? '  ' : '    '}${line}\n`
  }
  if (dangling.length > most) yield `  and ${dangling.length - most} more\n`
  yield '\n'
}

function* problems({ report: { errors, notAudited }, width }: Layout): Generator<string> {
  const all = [
    ...errors.map((error) => `${errorPlace(error)}: ${error.message}`),
    ...notAudited.map(({ path, reason }) => `${path} could not be read: ${reason}`),
  ]
  for (const text of all.slice(0, mostDangling)) yield* wrap(visible(text), width).map((line) => `${line}\n`)
  if (all.length > mostDangling) yield `and ${all.length - mostDangling} more; -o json has them all\n`
  if (all.length > 0) yield '\n'
}
