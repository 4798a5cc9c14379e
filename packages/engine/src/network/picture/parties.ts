import type { Model } from '../network.ts'
import { externalClasses } from '../questions/index.ts'
import { type Cell, type Ends, workloadsOf } from '../reach/index.ts'
import { type IpRange, rangeText } from '../world/ip.ts'
import type { Workloads } from '../world/workloads.ts'

/** A workload, or addresses outside, as one end of connections. */
export interface Party {
  readonly kind: 'workload' | 'outside'
  /** `Deployment shop/cart`, `outside except 10.0.0.0/8` */
  readonly title: string
  /** Empty where none is meant. */
  readonly namespace: string
  readonly name: string
  /** The addresses outside that it is; empty for a workload. */
  readonly ranges: readonly IpRange[]
}

/** A party with what connections of it are judged by. */
export interface PlacedParty extends Party {
  readonly ends: Ends
}

/** Who can connect in a cluster: its workloads, then what is outside. Nodes are left out: they reach their own pods anyway. */
export function partiesOf(model: Model, cells: readonly Cell[], names: Workloads): PlacedParty[] {
  const inside = workloadsOf(model, cells, { names, nodes: false }).flatMap((group): PlacedParty[] => {
    const [first] = group.members
    if (first === undefined) return []
    const { title, namespace, name } = names.of(first)
    return [{ kind: 'workload', title, namespace, name, ranges: [], ends: group }]
  })
  return [
    ...inside.toSorted((a, b) => order(a.namespace, b.namespace) || order(a.title, b.title)),
    ...outsideOf(model, cells),
  ]
}

/** Each part of the addresses outside that policies name. */
function outsideOf(model: Model, cells: readonly Cell[]): PlacedParty[] {
  return namedOutside(outsideCells(model, cells)).map(placedOutside)
}

function placedOutside({ part, name }: NamedPart<Cell>): PlacedParty {
  return { ...outsideParty({ part, name }), ends: { members: [], cells: [{ cell: part, count: 0 }] } }
}

export function outsideParty({ part: { ranges }, name }: NamedPart<Ranged>): Party {
  return { kind: 'outside', title: name, namespace: '', name, ranges }
}

/** Cells outside that count. */
export function outsideCells(model: Model, cells: readonly Cell[]): readonly Cell[] {
  const outside = new Set(externalClasses(model))
  return cells.filter(({ sample }) => outside.has(sample))
}

const mostRanges = 3

interface Ranged {
  readonly ranges: readonly IpRange[]
}

interface NamedPart<T extends Ranged> {
  readonly part: T
  readonly name: string
}

/** Names parts of the addresses outside; what is left over is called by what it is not. */
export function namedOutside<T extends Ranged>(parts: readonly T[]): NamedPart<T>[] {
  const familyOf = ({ ranges }: Ranged) => ranges[0]?.family ?? 4
  const size = ({ ranges }: Ranged) => ranges.reduce((sum, { first, last }) => sum + last - first, 0n)
  return parts.map((part) => {
    const family = familyOf(part) === 6 ? ' (IPv6)' : ''
    const others = parts.filter((each) => each !== part && familyOf(each) === familyOf(part))
    if (others.length === 0) return { part, name: `outside${family}` }
    const isRest = others.every((each) => size(each) < size(part))
    const ranges = (isRest ? others : [part]).flatMap((each) => each.ranges.map(rangeText))
    if (isRest && ranges.length > mostRanges) return { part, name: `the rest of outside${family}` }
    const more = ranges.length > mostRanges ? ` and ${ranges.length - mostRanges} more` : ''
    return { part, name: `outside ${isRest ? 'except ' : ''}${ranges.slice(0, mostRanges).join(', ')}${more}` }
  })
}

export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
