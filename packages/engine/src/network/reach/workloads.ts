import type { Model } from '../network.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { Workloads } from '../world/workloads.ts'
import type { Cell } from './cells.ts'
import { addressesTitle, type Grouped } from './group.ts'

/** Cells by what controls the pods in them. Nodes are one group, and addresses outside stay as they are. */
export function workloadsOf({ endpoints, sources }: Model, cells: readonly Cell[]): Grouped[] {
  const cellsByMember = new Map<Endpoint, Cell[]>()
  for (const cell of cells) {
    for (const member of cell.members) {
      const known = cellsByMember.get(member)
      if (known) known.push(cell)
      else cellsByMember.set(member, [cell])
    }
  }
  const names = new Workloads(sources, endpoints)
  const workloads = Map.groupBy(endpoints, (each) => (each.kind === 'node' ? 'nodes' : names.of(each).title))
  const groups = [...workloads].map(([title, members], id): Grouped => {
    const counts = new Map<Cell, number>()
    for (const member of members)
      for (const cell of cellsByMember.get(member) ?? []) counts.set(cell, (counts.get(cell) ?? 0) + 1)
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
      (cell, i): Grouped => ({
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
