import { dump } from 'js-yaml'
import type { AccessDecision, AccessQuery, ClusterAccess, User } from '../../access/index.ts'
import { locatePath } from '../../findings/index.ts'
import { text } from '../json.ts'
import { placeText } from '../names.ts'
import { painter } from '../paint.ts'
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
  for (const [what, object] of [
    ['binding', by.binding.object],
    ['role', by.binding.target],
  ] as const) {
    if (!object) continue
    const resource = access.resourceOf(object)
    if (!resource) {
      yield `  ${what.padEnd(7)}  ${paint.dim('as every API server has it; not in what was read')}\n`
      continue
    }
    const path = what === 'role' ? [...resource.base, 'rules', by.ruleIndex] : resource.base
    yield `  ${what.padEnd(7)}  ${paint.dim(visible(placeText(locatePath(resource.document, path))))}\n`
  }
}
