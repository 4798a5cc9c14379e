import { dump } from 'js-yaml'
import type { AccessDecision, AccessQuery, ClusterAccess, User } from '../../access/index.ts'
import { locatePath, type Location } from '../../findings/index.ts'
import { text } from '../json.ts'
import { placeText } from '../names.ts'
import { type Paint, painter } from '../paint.ts'
import { visible } from '../text.ts'
import { decisionObject } from './access-objects.ts'
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
  const { resourceOf, placeOfRule } = access
  const { target } = by.binding
  const binding = resourceOf(by.binding.object)
  yield placeLine('binding', binding && locatePath(binding.document, binding.base), paint)
  if (!target) return
  const rule = placeOfRule(by.rule)
  const place = rule && locatePath(rule.resource.document, [...rule.resource.base, 'rules', rule.index])
  // The rules of an aggregate are those of other roles.
  const from = rule && rule.resource !== resourceOf(target) ? `, of ${rule.resource.kind} ${rule.resource.name}` : ''
  yield placeLine('role', place, paint, from)
}

function placeLine(what: string, place: Location | undefined, paint: Paint, more = ''): string {
  const words = place ? visible(`${placeText(place)}${more}`) : 'as every API server has it; not in what was read'
  return `  ${what.padEnd(7)}  ${paint.dim(words)}\n`
}
