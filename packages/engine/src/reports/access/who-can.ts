import { dump } from 'js-yaml'
import type { AccessQuery, ClusterAccess, Holder } from '../../access/index.ts'
import { text } from '../json.ts'
import { painter } from '../paint.ts'
import { apiVersion } from '../report-object.ts'
import { count, pad, visible, widthOf } from '../text.ts'
import { bindingObject } from './access-objects.ts'
import { bindingTitle, objectPlace, subjectTitle } from './access-words.ts'

export const accessFormats = ['table', 'json', 'yaml'] as const

export type AccessFormat = (typeof accessFormats)[number]

/** Who may do something. */
export interface WhoCanReport {
  readonly request: AccessQuery
  /** The request in words. */
  readonly title: string
  readonly holders: readonly Holder[]
  readonly access: ClusterAccess
}

/** Writes who may do something: a line for each subject and binding. */
export function formatWhoCan(format: AccessFormat, report: WhoCanReport, color: boolean): Iterable<string> {
  if (format === 'table') return table(report, color)
  const object = {
    apiVersion,
    kind: 'AccessHolders',
    request: report.request,
    holders: report.holders.map(({ subject, binding, rule }) => ({
      subject,
      ...bindingObject(binding, rule, report.access),
    })),
  }
  return format === 'json' ? [`${text(object)}\n`] : [dump(object, { lineWidth: -1, noRefs: true })]
}

const headings = ['SUBJECT', 'BINDING', 'ROLE', 'DECLARED'] as const

function* table({ title, holders, access }: WhoCanReport, color: boolean): Generator<string> {
  const paint = painter(color)
  if (holders.length === 0) {
    yield `Nobody is bound to a role that allows: ${visible(title)}. Members of system:masters may do everything.\n`
    return
  }
  const rows = holders.map(({ subject, binding }) =>
    [
      subjectTitle(subject, binding.namespace),
      bindingTitle(binding),
      `${binding.role.kind} ${binding.role.name}`,
      objectPlace(binding.object, access) ?? '-',
    ].map(visible),
  )
  const widths = headings.map((heading, i) => Math.max(heading.length, ...rows.map((row) => widthOf(row[i] ?? ''))))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => pad(cell, widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  yield `${paint.bold(line(headings))}\n`
  for (const row of rows) yield `${line(row)}\n`
  const subjects = new Set(rows.map(([subject]) => subject)).size
  yield `\n${count(subjects, 'subject')} may ${visible(title)}, beside the members of system:masters.\n`
}
