import { dump } from 'js-yaml'
import type { Party } from '../../network/index.ts'
import { text } from '../json.ts'
import { apiVersion, errorObject, notAuditedObject } from '../report-object.ts'
import { type Change, changesOf } from './diff-parts.ts'
import type { ShownComparison } from './diff.ts'

export function* diffJson(shown: ShownComparison): Generator<string> {
  yield `${text(diffObject(shown))}\n`
}

export function* diffYaml(shown: ShownComparison): Generator<string> {
  yield dump(diffObject(shown), { lineWidth: -1, noRefs: true })
}

function diffObject({ comparison, errors, notAudited }: ShownComparison) {
  return {
    apiVersion,
    kind: 'NetworkDiff',
    opened: changesOf(comparison, 'opened').map(changeObject),
    closed: changesOf(comparison, 'closed').map(changeObject),
    added: comparison.added,
    removed: comparison.removed,
    errors: errors.map(errorObject),
    notAudited: notAudited.map(notAuditedObject),
  }
}

function changeObject({ from, to, ports, before, after }: Change) {
  const titles = (parties: readonly Party[]) => parties.map(({ title }) => title)
  return { from: titles(from), to: titles(to), ports: ports.text, before: before.text, after: after.text }
}
