import { dump } from 'js-yaml'
import type { AccessDecision, AccessQuery, ClusterAccess, User } from '../../access/index.ts'
import { text } from '../json.ts'
import { type Paint, painter } from '../paint.ts'
import { visible } from '../text.ts'
import { decisionObject } from './access-objects.ts'
import { objectPlace, rulePlace } from './access-words.ts'
import type { AccessFormat } from './who-can.ts'

/** Whether somebody may do something. */
export interface CanIReport {
  readonly user: User
  readonly request: AccessQuery
  readonly decision: AccessDecision
  readonly access: ClusterAccess
}

/** Writes an answer: yes or no on the first line, as kubectl has it, then what made it. */
export function formatCanI(format: AccessFormat, report: CanIReport, color: boolean): Iterable<string> {
  if (format === 'table') return lines(report, color)
  const object = decisionObject(report.user, report.request, report.decision, report.access)
  return format === 'json' ? [`${text(object)}\n`] : [dump(object, { lineWidth: -1, noRefs: true })]
}

function* lines({ decision: { allowed, reason, by }, access }: CanIReport, color: boolean): Generator<string> {
  const paint = painter(color)
  if (!allowed) {
    yield reason === '' ? 'no\n' : `no - ${visible(reason)}\n`
    return
  }
  yield `${paint.good('yes')}\n`
  if (by?.kind === 'group') yield `  members of ${by.group} may do everything\n`
  else if (reason !== '') yield `  ${visible(reason)}\n`
  if (by?.kind !== 'binding') return
  const { object, target } = by.binding
  yield placeLine('binding', objectPlace(object, access), paint)
  if (!target) return
  const from = access.placeOfRule(by.rule)?.resource
  // The rules of an aggregate are those of other roles.
  const of = from && from !== access.resourceOf(target) ? `, of ${from.kind} ${from.name}` : ''
  yield placeLine('role', rulePlace(by.rule, access), paint, of)
}

function placeLine(what: string, place: string | undefined, paint: Paint, more = ''): string {
  const words = place ? visible(`${place}${more}`) : 'as every API server has it; not in what was read'
  return `  ${what.padEnd(7)}  ${paint.dim(words)}\n`
}
