import { locatePath } from '../../findings/index.ts'
import { type Exposure, rangeText } from '../../network/index.ts'
import { formatPath } from '../../yaml/index.ts'
import { jsonArray, text } from '../json.ts'
import { apiVersion, errorObject, notAuditedObject } from '../report-object.ts'
import { passageText, type Selected, selectedGroups } from './reach-parts.ts'
import type { ShownReach } from './reach.ts'

/** Groups of workloads that nothing tells apart, and what passes between them: as large as the policies, not the pods. */
export function* reachJson(shown: ShownReach): Generator<string> {
  const { picture, exposures, isFrom, isTo, errors, notAudited } = shown
  const wanted = selectedGroups(picture, (party) => isFrom(party) || isTo(party))
  yield text({ apiVersion, kind: 'NetworkReach' }).replace(/\n\}$/, '')
  const lists: readonly (readonly [string, Iterable<object>])[] = [
    ['groups', wanted.values().map(groupObject)],
    ['connections', connections(shown)],
    ...(exposures ? [['exposures', exposures.values().map(exposureObject)] as const] : []),
    ['errors', errors.values().map(errorObject)],
    ['notAudited', notAudited.values().map(notAuditedObject)],
  ]
  for (const [key, items] of lists) {
    yield ',\n'
    yield* jsonArray(key, items, 1)
  }
  yield '\n}\n'
}

function groupObject({ group, parties }: Selected) {
  return {
    id: group.id,
    members: parties.map(({ title, kind, ranges }) => ({
      kind,
      title,
      ...(kind === 'outside' && { ranges: ranges.map(rangeText) }),
    })),
  }
}

function* connections({ picture, isFrom, isTo }: ShownReach): Generator<object> {
  const targets = selectedGroups(picture, isTo)
  for (const from of selectedGroups(picture, isFrom)) {
    for (const to of targets) {
      const { allowed, unclear } = picture.between(from.group, to.group)
      const isOutside = from.parties[0]?.kind === 'outside' && to.parties[0]?.kind === 'outside'
      if (isOutside || passageText({ allowed, unclear }) === undefined) continue
      yield {
        from: from.group.id,
        to: to.group.id,
        ports: allowed.text,
        ...(allowed.text !== 'all' && { ranges: allowed.ranges }),
        ...(unclear.ranges.length > 0 && { undefined: unclear.text }),
      }
    }
  }
}

function exposureObject({ workload, words, source, path, service, port, protocol, isProxied, policies }: Exposure) {
  return {
    workload,
    by: words,
    ...(service && { service }),
    port,
    protocol,
    proxied: isProxied,
    ...(policies && { policies }),
    path: formatPath(path),
    ...(source.resource && {
      location: locatePath(source.resource.document, [...source.resource.base, ...path]),
    }),
  }
}
