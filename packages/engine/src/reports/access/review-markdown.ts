import { code, prose } from '../markdown-text.ts'
import { enumerate } from '../text.ts'
import { errorPlace } from '../words.ts'
import { bindingTitle, objectPlace } from './access-words.ts'
import { danglingText, entryWhere, grantEntries, inheritedDangers, runnersText, whereText } from './review-entries.ts'
import { type AccessReviewReport, closingText, identityTitle, powerText } from './review-report.ts'

/** The review for a pull request or a page: a row for each dangerous grant. */
export function* reviewMarkdown(report: AccessReviewReport): Generator<string> {
  const { identities, dangling, errors, notAudited, access } = report
  yield `## Access\n\n`
  for (const error of errors) yield `- could not be read: ${code(errorPlace(error))}: ${prose(error.message)}\n`
  for (const { path, reason } of notAudited) yield `- could not be read: ${code(path)}: ${prose(reason)}\n`
  if (errors.length + notAudited.length > 0) yield '\n'
  const rows = identities.flatMap((review) => {
    const who = `${code(identityTitle(review.identity))}${review.runners.length > 0 ? `<br>${prose(runnersText(review, 3) ?? '')}` : ''}`
    return [
      ...review.together.map((held) => [
        held.danger,
        who,
        prose(`${powerText(held)}: ${held.power.why}`),
        prose(whereText([held.namespace])),
        [...new Set(held.sources.map(({ binding }) => code(bindingTitle(binding))))].join(' and '),
      ]),
      ...grantEntries(review)
        .filter(({ powers }) => powers.length > 0)
        .map((entry) => {
          const [first, ...rest] = entry.grants
          const place = objectPlace(first.binding.object, access)
          const { role } = first.binding
          return [
            first.danger,
            who,
            prose(enumerate(entry.powers.map(powerText))),
            prose(entryWhere(entry)),
            `${code(bindingTitle(first.binding))}${rest.length > 0 ? ` and ${rest.length} more` : ''} → ${code(`${role.kind} ${role.name}`)}${place === undefined ? '' : `<br>${code(place)}`}`,
          ]
        }),
      ...inheritedDangers(review).map(({ group, danger, grants }) => [
        danger,
        who,
        prose(enumerate((grants[0]?.powers ?? []).map(powerText), 3)),
        '',
        `through ${code(`Group ${group}`)}`,
      ]),
    ]
  })
  if (rows.length > 0) yield '| danger | identity | may | where | by |\n| --- | --- | --- | --- | --- |\n'
  for (const row of rows) yield `| ${row.join(' | ')} |\n`
  if (rows.length > 0) yield '\n'
  if (dangling.length > 0) yield '### Bindings that lead nowhere\n\n'
  for (const each of dangling) {
    const place = objectPlace(each.binding.object, access)
    yield `- ${code(bindingTitle(each.binding))}${place === undefined ? '' : ` (${code(place)})`}: ${prose(danglingText(each))}\n`
  }
  if (dangling.length > 0) yield '\n'
  yield `${prose(closingText(report))}\n`
}
