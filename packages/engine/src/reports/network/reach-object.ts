import { locatePath } from '../../findings/index.ts'
import { type Exposure, type Passage, type PortSet, rangeText } from '../../network/index.ts'
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
  const portSets = new Map<string, PortSet>()
  const lists: readonly (readonly [string, Iterable<object>])[] = [
    ['groups', wanted.values().map(groupObject)],
    ['connections', connections(shown, portSets)],
    // Written when all connections are: these fill it.
    ['portSets', portSetObjects(portSets)],
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

/** By where they come from, then by what may pass: as a large picture has millions of pairs, and few passages. */
function* connections({ picture, isFrom, isTo }: ShownReach, portSets: Map<string, PortSet>): Generator<object> {
  const targets = selectedGroups(picture, isTo)
  for (const from of selectedGroups(picture, isFrom)) {
    const isOutside = from.parties[0]?.kind === 'outside'
    const byPassage = new Map<Passage, number[]>()
    for (const { group, parties } of targets) {
      if (isOutside && parties[0]?.kind === 'outside') continue
      const passage = picture.between(from.group, group)
      const known = byPassage.get(passage)
      if (known) known.push(group.id)
      else byPassage.set(passage, [group.id])
    }
    for (const [passage, to] of byPassage) {
      if (passageText(passage) === undefined) continue
      const { allowed, unclear } = passage
      for (const each of [allowed, unclear]) if (each.ranges.length > 0) portSets.set(each.text, each)
      yield {
        from: from.group.id,
        to,
        ports: allowed.text,
        ...(unclear.ranges.length > 0 && { undefined: unclear.text }),
      }
    }
  }
}

/** What the words for ports stand for. */
function* portSetObjects(portSets: ReadonlyMap<string, PortSet>): Generator<object> {
  for (const { text: ports, ranges } of portSets.values()) yield { ports, ranges }
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
