import { dump } from 'js-yaml'
import type { Identity, IdentityReview } from '../../access/index.ts'
import { locatePath } from '../../findings/index.ts'
import { text } from '../json.ts'
import { placeText } from '../names.ts'
import type { ReportOptions } from '../options.ts'
import { visible } from '../text.ts'
import { reviewBlocks } from './review-blocks.ts'
import { reviewMarkdown } from './review-markdown.ts'
import { reviewObject } from './review-object.ts'
import type { AccessReviewReport } from './review-report.ts'
import { reviewClosing, reviewProblems } from './review-surroundings.ts'
import { reviewTable } from './review-table.ts'

export const accessReviewFormats = ['table', 'wide', 'json', 'yaml', 'markdown', 'name'] as const

export type AccessReviewFormat = (typeof accessReviewFormats)[number]

/** Writes what everybody holds in a format: a line for each in a table, all that each holds in the wide one. */
export function formatAccessReview(
  format: AccessReviewFormat,
  report: AccessReviewReport,
  options: ReportOptions,
): Iterable<string> {
  switch (format) {
    case 'table':
    case 'wide':
      return forPeople(report, options, format === 'wide')
    case 'json':
      return [`${text(reviewObject(report))}\n`]
    case 'yaml':
      return [dump(reviewObject(report), { lineWidth: -1, noRefs: true })]
    case 'markdown':
      return reviewMarkdown(report)
    case 'name':
      return report.identities.map(nameLine)
  }
}

/** Who was asked for by name is told of in full. */
function* forPeople(report: AccessReviewReport, options: ReportOptions, isWide: boolean): Generator<string> {
  yield* reviewProblems(report, options)
  yield* isWide || report.isNamed ? reviewBlocks(report, options, isWide) : reviewTable(report, options)
  yield* reviewClosing(report, options, isWide)
}

/** `serviceaccount/cart shop high a.yaml:3:1`: four columns parted by one space, `-` where there is nothing. */
function nameLine({ identity, danger, declared }: IdentityReview): string {
  const place = declared ? placeText(locatePath(declared.document, declared.base)) : '-'
  const columns = [identityName(identity), identity.namespace ?? '-', danger].map((column) =>
    column.replace(/\s/g, '_'),
  )
  return `${visible(`${columns.join(' ')} ${place}`)}\n`
}

function identityName({ kind, name }: Identity): string {
  return `${kind.toLowerCase()}/${name}`
}
