import type { Model } from '../network.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { Workloads } from '../world/workloads.ts'
import type { Cell } from './cells.ts'
import { addressesTitle, type CellGroup } from './group.ts'

export interface WorkloadOptions {
  readonly names?: Workloads | undefined
  readonly nodes?: boolean | undefined
}

/** Cells by what controls the pods in them. Nodes are one group, if any, and addresses outside stay as they are. */
export function workloadsOf(
  { endpoints, sources }: Model,
  cells: readonly Cell[],
  { names = new Workloads(sources, endpoints), nodes = true }: WorkloadOptions = {},
): CellGroup[] {
  const cellsOfMember = cellsByMember(cells)
  const shown = nodes ? endpoints : endpoints.filter(({ kind }) => kind !== 'node')
  const workloads = Map.groupBy(shown, (each) => (each.kind === 'node' ? 'nodes' : names.of(each).title))
  const groups = [...workloads].map(([title, members], id): CellGroup => {
    const counts = new Map<Cell, number>()
    for (const member of members)
      for (const cell of cellsOfMember.get(member) ?? []) counts.set(cell, (counts.get(cell) ?? 0) + 1)
    const [first] = members
    const kind = first?.kind === 'node' ? 'node' : members.every(({ hostNetwork }) => hostNetwork) ? 'host pod' : 'pod'
    return {
      id,
      kind,
      title,
      namespace: first?.namespace ?? '',
      members,
      ranges: [],
      cells: [...counts].map(([cell, count]) => ({ cell, count })),
    }
  })
  const outside = cells.filter(({ kind }) => kind === 'external')
  return [
    ...groups,
    ...outside.map(
      (cell, i): CellGroup => ({
        id: groups.length + i,
        kind: 'external',
        title: addressesTitle(cell.ranges),
        namespace: '',
        members: [],
        ranges: cell.ranges,
        cells: [{ cell, count: 0 }],
      }),
    ),
  ]
}

/** The cells of each endpoint: one, or one for each of its addresses that are judged differently. */
export function cellsByMember(cells: readonly Cell[]): Map<Endpoint, readonly Cell[]> {
  const found = new Map<Endpoint, Cell[]>()
  for (const cell of cells) {
    for (const member of cell.members) {
      const known = found.get(member)
      if (known) known.push(cell)
      else found.set(member, [cell])
    }
  }
  return found
}
