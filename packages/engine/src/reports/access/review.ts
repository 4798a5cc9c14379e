import { dump } from 'js-yaml'
import type { Identity, IdentityReview } from '../../access/index.ts'
import { locatePath } from '../../findings/index.ts'
import { text } from '../json.ts'
import { placeText } from '../names.ts'
import type { ReportOptions } from '../options.ts'
import { visible } from '../text.ts'
import { reviewMarkdown } from './review-markdown.ts'
import { reviewObject } from './review-object.ts'
import type { AccessReviewReport } from './review-report.ts'
import { reviewTable } from './review-table.ts'

export const accessReviewFormats = ['table', 'wide', 'json', 'yaml', 'markdown', 'name'] as const

export type AccessReviewFormat = (typeof accessReviewFormats)[number]

/** Writes what everybody holds in a format; wide is the table with every rule. */
export function formatAccessReview(
  format: AccessReviewFormat,
  report: AccessReviewReport,
  options: ReportOptions,
): Iterable<string> {
  switch (format) {
    case 'table':
      return reviewTable(report, options, false)
    case 'wide':
      return reviewTable(report, options, true)
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
