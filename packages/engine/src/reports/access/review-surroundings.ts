import { painter } from '../paint.ts'
import type { ReportOptions } from '../options.ts'
import { visible, wrap } from '../text.ts'
import { layoutWidth } from '../width.ts'
import { errorPlace } from '../words.ts'
import { bindingTitle, objectPlace } from './access-words.ts'
import { danglingText } from './review-entries.ts'
import { type AccessReviewReport, closingText } from './review-report.ts'

const most = 20

/** What could not be read, which comes before all else: the rest is not the whole. */
export function* reviewProblems(report: AccessReviewReport, options: ReportOptions): Generator<string> {
  const width = layoutWidth(options)
  const all = [
    ...report.errors.map((error) => `${errorPlace(error)}: ${error.message}`),
    ...report.notAudited.map(({ path, reason }) => `${path} could not be read: ${reason}`),
  ]
  for (const text of all.slice(0, most)) yield* wrap(visible(text), width).map((line) => `${line}\n`)
  if (all.length > most) yield `and ${all.length - most} more; -o json has them all\n`
  if (all.length > 0) yield '\n'
}

/** Bindings that lead nowhere, and how many identities there are of each danger. */
export function* reviewClosing(report: AccessReviewReport, options: ReportOptions, isWide: boolean): Generator<string> {
  const paint = painter(options.color)
  const width = layoutWidth(options)
  const { dangling, access } = report
  if (dangling.length > 0) yield `${paint.bold('Bindings that lead nowhere')}\n`
  const shown = isWide ? dangling : dangling.slice(0, most)
  for (const each of shown) {
    const place = objectPlace(each.binding.object, access)
    const text = `${bindingTitle(each.binding)}${place === undefined ? '' : `, ${place}`}: ${danglingText(each)}`
    for (const [i, line] of wrap(visible(text), width - 4).entries()) yield `${i === 0 ? '  ' : '    '}${line}\n`
  }
  if (dangling.length > shown.length) yield `  and ${dangling.length - shown.length} more; -o wide has them all\n`
  if (dangling.length > 0) yield '\n'
  const [worst] = report.identities
  for (const line of wrap(closingText(report), width))
    yield `${worst === undefined || worst.danger === 'none' ? line : paint.bold(line)}\n`
}
