import type { EndpointClass } from '../world/classes.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { type IpRange, rangeText } from '../world/ip.ts'
import type { Cell } from './cells.ts'

/** An end of connections: pods, nodes, or addresses outside the cluster. */
export interface ReachGroup {
  readonly id: number
  readonly kind: EndpointClass['kind']
  /** The workload, `Deployment shop/cart`; where grouped by class, the first member; outside, the first addresses. */
  readonly title: string
  /** Empty where none is meant: outside, and for classes over several namespaces. */
  readonly namespace: string
  /** Empty outside. */
  readonly members: readonly Endpoint[]
  /** Addresses outside the cluster. */
  readonly ranges: readonly IpRange[]
}

/** A group with its cells, and how many endpoints of it are in each. */
export interface CellGroup extends ReachGroup {
  readonly cells: readonly { readonly cell: Cell; readonly count: number }[]
}

export function groupOfCell(cell: Cell): CellGroup {
  const { id, kind, members, ranges } = cell
  const namespaces = new Set(members.map(({ namespace }) => namespace))
  const [namespace = ''] = namespaces
  const [first] = members
  const more = members.length > 1 ? ` and ${members.length - 1} more` : ''
  return {
    id,
    kind,
    title: first ? `${first.title}${more}` : addressesTitle(ranges),
    namespace: namespaces.size === 1 ? namespace : '',
    members,
    ranges,
    cells: [{ cell, count: members.length }],
  }
}

/** Addresses in a few words. */
export function addressesTitle(ranges: readonly IpRange[]): string {
  const shown = ranges.slice(0, 2).map(rangeText).join(', ')
  return ranges.length > 2 ? `${shown} and ${ranges.length - 2} more` : shown
}

/** Whether members of a group can meet others of the same: several pods, or a template, which may make several. */
export function hasSeveral({ members: [first] }: Pick<ReachGroup, 'members'>, count: number): boolean {
  return count > 1 || first?.isTemplate === true
}
