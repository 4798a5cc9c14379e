import {
  compactRules,
  type Danger,
  type HeldPower,
  type IdentityReview,
  type ReviewedGrant,
} from '../../access/index.ts'
import type { ReportOptions } from '../options.ts'
import { painter } from '../paint.ts'
import { enumerate, pad, visible, widthOf } from '../text.ts'
import { objectPlace } from './access-words.ts'
import { entryWhere, grantEntries, ruleText, whereText } from './review-entries.ts'
import { type AccessReviewReport, identityTitle, powerText } from './review-report.ts'

const headings = ['DANGER', 'IDENTITY', 'MAY', 'ROLE', 'BOUND AT'] as const

/** A line for each identity, worst first: the worst that it may do, by which role, bound where. */
export function* reviewTable(report: AccessReviewReport, options: ReportOptions): Generator<string> {
  if (report.identities.length === 0) return
  const paint = painter(options.color)
  const rows = report.identities.map((review) => ({ danger: review.danger, cells: cellsOf(review, report) }))
  const widths = headings.map((heading, i) =>
    rows.reduce((width, { cells }) => Math.max(width, widthOf(cells[i] ?? '')), heading.length),
  )
  const line = (cells: readonly string[], danger: Danger) =>
    cells
      .map((cell, i) => {
        const padded = i === headings.length - 1 ? cell : pad(cell, widths[i] ?? 0)
        return i === 0 && danger !== 'none' ? paint.severity(danger, padded) : padded
      })
      .join('  ')
      .trimEnd()
  yield `${paint.bold(line(headings, 'none'))}\n`
  for (const { cells, danger } of rows) yield `${line(cells, danger)}\n`
  yield '\n'
}

function cellsOf(review: IdentityReview, report: AccessReviewReport): string[] {
  const { may, grants } = worstOf(review)
  const roles = grants.map(({ binding: { role } }) => `${role.kind}/${role.name}`)
  const [place = '-'] = grants.flatMap(({ binding }) => objectPlace(binding.object, report.access) ?? [])
  const title = `${identityTitle(review.identity)}${review.isEverybody ? ' (everybody)' : ''}`
  return [review.danger, title, may, enumerate(roles, 2) || '-', place].map(visible)
}

interface Worst {
  readonly may: string
  readonly grants: readonly Pick<ReviewedGrant, 'binding'>[]
}

/** What makes an identity as dangerous as it is: what it holds itself before what it holds through a group. */
function worstOf(review: IdentityReview): Worst {
  const { danger, inherited, together } = review
  const more = moreText(review)
  if (danger === 'none') return harmless(review)
  const own = grantEntries(review).find(({ powers }) => powers[0]?.danger === danger)
  const [power] = own?.powers ?? []
  if (own && power) return { may: `${powerText(power)} ${entryWhere(own)}${more}`, grants: own.grants.slice(0, 1) }
  const joint = together.find((held) => held.danger === danger)
  if (joint) {
    const bindings = [...new Set(joint.sources.map(({ binding }) => binding))]
    const may = `${powerText(joint)} ${whereText([joint.namespace])}${more}`
    return { may, grants: bindings.map((binding) => ({ binding })) }
  }
  const through = inherited.find((each) => each.danger === danger)
  const [grant] = through?.grants ?? []
  const [worst] = grant?.powers ?? []
  return through && grant && worst
    ? { may: `${powerText(worst)} ${whereText([worst.namespace])}, as all of ${through.group}`, grants: [grant] }
    : harmless(review)
}

/** `, +2`: how many powers there are beside the one that is told. */
function moreText({ grants, together }: IdentityReview): string {
  const key = ({ power, names }: HeldPower) => JSON.stringify([power.id, names])
  const own = grants.flatMap(({ powers }) => powers)
  const more = new Set([...own, ...together].map(key)).size - 1
  return more > 0 ? `, +${more}` : ''
}

/** The first rule of somebody who holds nothing dangerous. */
function harmless({ grants }: IdentityReview): Worst {
  const first = grants.find(({ binding }) => binding.list.rules.length > 0) ?? grants[0]
  if (first === undefined) return { may: 'nothing of its own', grants: [] }
  const [rule, ...rest] = compactRules(first.binding.list.rules)
  const where = whereText([first.binding.namespace || undefined])
  const more = rest.length > 0 ? `, +${rest.length}` : ''
  return { may: rule === undefined ? `nothing ${where}` : `${ruleText(rule, 3)} ${where}${more}`, grants: [first] }
}
