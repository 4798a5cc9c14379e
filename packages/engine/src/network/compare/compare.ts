import type { Model } from '../network.ts'
import {
  anyPassage,
  externalClasses,
  type Grouped,
  grouped,
  Judge,
  namedOutside,
  partiesOf,
  type Party,
  type Passage,
  type PortSet,
  portsBeyond,
  portsOfBoth,
} from '../picture/index.ts'
import type { EndpointClass } from '../world/classes.ts'
import type { IpRange } from '../world/ip.ts'
import { Workloads } from '../world/workloads.ts'

/** What changed between two parties. What is left to the implementation counts as open. */
export interface ComparedPassage {
  readonly id: number
  readonly opened: PortSet
  readonly closed: PortSet
  readonly before: PortSet
  readonly after: PortSet
}

/** What a change opens and closes between workloads that are there before and after. */
export interface Comparison extends Grouped<ComparedPassage> {
  /** Workloads that are there only after, and only before: what they can do is no change of anything. */
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

interface Twin {
  readonly before: readonly EndpointClass[]
  readonly after: readonly EndpointClass[]
}

/** Compares what two states of a network let connect, by workload. */
export function compareNetworks(before: Model, after: Model): Comparison {
  const old = inside(before)
  const current = inside(after)
  const twins = new Map<string, Twin & { readonly party: Party }>()
  for (const [title, party] of old) {
    const twin = current.get(title)
    if (twin) twins.set(title, { party, before: party.classes, after: twin.classes })
  }
  for (const { name, before: was, after: is } of outside(before, after))
    twins.set(name, {
      party: { kind: 'outside', title: name, namespace: '', name, classes: [] },
      before: [was],
      after: [is],
    })
  const [judgeBefore, judgeAfter] = [new Judge(before), new Judge(after)]
  const known = new Map<string, ComparedPassage>()
  const compare = (was: Passage, is: Passage) => {
    const key = `${was.id} ${is.id}`
    let found = known.get(key)
    if (found === undefined) {
      const [a, b] = [portsOfBoth(was.allowed, was.unclear), portsOfBoth(is.allowed, is.unclear)]
      found = { id: known.size, opened: portsBeyond(b, a), closed: portsBeyond(a, b), before: a, after: b }
      known.set(key, found)
    }
    return found
  }
  const keyOf = ({ before: was, after: is }: Twin) =>
    [was, is].map((classes) => classes.map(({ id }) => id).join()).join(' ')
  const likes = [...Map.groupBy(twins.values(), keyOf).values()].map((own) => own.map(({ party }) => party))
  const result = grouped(likes, (from, to) => {
    const [a, b] = [twins.get(from?.title ?? ''), twins.get(to?.title ?? '')]
    return compare(
      anyPassage(judgeBefore, a?.before ?? [], b?.before ?? []),
      anyPassage(judgeAfter, a?.after ?? [], b?.after ?? []),
    )
  })
  return {
    ...result,
    added: [...current.keys()].filter((title) => !old.has(title)),
    removed: [...old.keys()].filter((title) => !current.has(title)),
  }
}

function inside(model: Model): Map<string, Party> {
  const parties = partiesOf(model, new Workloads(model.sources, model.endpoints))
  return new Map(parties.filter(({ kind }) => kind === 'workload').map((party) => [party.title, party]))
}

/** Addresses outside, parted by what either state tells apart. */
function outside(before: Model, after: Model): { name: string; before: EndpointClass; after: EndpointClass }[] {
  const parts = externalClasses(before).flatMap((was) =>
    externalClasses(after).flatMap((is) => {
      const ranges = common(was.ips?.ranges ?? [], is.ips?.ranges ?? [])
      return ranges.length === 0 ? [] : [{ before: was, after: is, ranges }]
    }),
  )
  return namedOutside(parts)
}

function common(some: readonly IpRange[], others: readonly IpRange[]): IpRange[] {
  return some.flatMap(({ family, first, last }) =>
    others.flatMap((other) => {
      if (other.family !== family || other.last < first || other.first > last) return []
      return [{ family, first: first > other.first ? first : other.first, last: last < other.last ? last : other.last }]
    }),
  )
}
