import type { Model } from '../network.ts'
import { namedOutside, outsideCells, outsideParty, partiesOf, type Party, type PlacedParty } from '../picture/index.ts'
import { type Cell, cellsByMember, type Ends } from '../reach/index.ts'
import type { Endpoint } from '../world/endpoints.ts'
import type { IpRange } from '../world/ip.ts'
import { Workloads } from '../world/workloads.ts'

/** Ends that are judged alike before, and alike after: what changes for one of them changes for all. */
export interface Part {
  readonly key: string
  /** Bit 0 for IPv4, bit 1 for IPv6. */
  readonly families: number
  readonly before: Ends
  readonly after: Ends
}

/** A party that is there before and after. */
export interface Twin extends Party {
  readonly parts: readonly Part[]
}

export interface Twins {
  readonly twins: readonly Twin[]
  readonly added: readonly string[]
  readonly removed: readonly string[]
}

interface State {
  readonly model: Model
  readonly cells: readonly Cell[]
}

/** Finds who is there before and after, in parts that both states treat alike. */
export function twinsOf(before: State, after: State): Twins {
  const [old, current] = [inside(before), inside(after)]
  const [cellsBefore, cellsAfter] = [cellsByMember(before.cells), cellsByMember(after.cells)]
  const twins = [...old.values()].flatMap((was): Twin[] => {
    const is = current.get(was.title)
    return is ? [{ ...was, parts: partsOf([was.ends, cellsBefore], [is.ends, cellsAfter]) }] : []
  })
  return {
    twins: [...twins, ...outside(before, after)],
    added: [...current.keys()].filter((title) => !old.has(title)),
    removed: [...old.keys()].filter((title) => !current.has(title)),
  }
}

function inside({ model, cells }: State): Map<string, PlacedParty> {
  const parties = partiesOf(model, cells, new Workloads(model.sources, model.endpoints))
  return new Map(parties.filter(({ kind }) => kind === 'workload').map((party) => [party.title, party]))
}

type CellsOf = ReadonlyMap<Endpoint, readonly Cell[]>

/**
 * A workload in parts: its pods by what they are before and after, address by address. Pods that are there in one state
 * alone have no other to be compared with: unless they are like those that do, the workload is compared as a whole.
 */
function partsOf([was, before]: readonly [Ends, CellsOf], [is, after]: readonly [Ends, CellsOf]): readonly Part[] {
  const byId = new Map(is.members.map((endpoint) => [endpoint.id, endpoint]))
  const parts = new Map<string, Part>()
  for (const endpoint of was.members) {
    const twin = byId.get(endpoint.id)
    if (twin === undefined) continue
    for (const families of familiesOf([endpoint, twin])) {
      const part = partAt(families, before.get(endpoint) ?? [], after.get(twin) ?? [])
      parts.set(part.key, part)
    }
  }
  const found = [...parts.values()]
  const isKnown = (ends: Ends, state: 'before' | 'after') =>
    ends.cells.every(({ cell }) => found.some((part) => part[state].cells.some((each) => each.cell === cell)))
  if (isKnown(was, 'before') && isKnown(is, 'after')) return found
  return [partAt(3, cellsIn(was), cellsIn(is))]
}

function cellsIn({ cells }: Ends): Cell[] {
  return cells.map(({ cell }) => cell)
}

/** IPv4 and IPv6 by themselves; both at once where no address is known. */
function familiesOf(endpoints: readonly Endpoint[]): readonly number[] {
  const known = new Set(endpoints.flatMap(({ ips }) => ips.map(({ family }) => (family === 4 ? 1 : 2))))
  return known.size === 0 ? [3] : [...known]
}

function partAt(families: number, before: readonly Cell[], after: readonly Cell[]): Part {
  const at = (cells: readonly Cell[]) => cells.filter((cell) => (cell.families & families) !== 0)
  const [was, is] = [at(before), at(after)]
  const key = [families, ...[was, is].map((cells) => cells.map(({ id }) => id).join())].join(' ')
  return { key, families, before: endsOf(was), after: endsOf(is) }
}

function endsOf(cells: readonly Cell[]): Ends {
  return { members: [], cells: cells.map((cell) => ({ cell, count: 0 })) }
}

/** Addresses outside, parted by what either state tells apart. */
function outside(before: State, after: State): Twin[] {
  const parts = outsideCells(before.model, before.cells).flatMap((was) =>
    outsideCells(after.model, after.cells).flatMap((is) => {
      const ranges = common(was.ranges, is.ranges)
      return ranges.length === 0 ? [] : [{ was, is, ranges }]
    }),
  )
  return namedOutside(parts).map((named) => {
    const { was, is } = named.part
    return { ...outsideParty(named), parts: [partAt(was.families & is.families, [was], [is])] }
  })
}

function common(some: readonly IpRange[], others: readonly IpRange[]): IpRange[] {
  return some.flatMap(({ family, first, last }) =>
    others.flatMap((other) => {
      if (other.family !== family || other.last < first || other.first > last) return []
      return [{ family, first: first > other.first ? first : other.first, last: last < other.last ? last : other.last }]
    }),
  )
}
