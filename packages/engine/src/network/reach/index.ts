/** The whole picture: what gets from where to where. */
import type { Model } from '../network.ts'
import type { Protocol } from '../policy/policy.ts'
import type { Answer } from './answers.ts'
import { cellsOf } from './cells.ts'
import { groupOfCell, type Grouped, hasSeveral, type ReachGroup } from './group.ts'
import { Matrix } from './matrix.ts'
import { workloadsOf } from './workloads.ts'

export type { Answer, PortRange } from './answers.ts'
export type { ReachGroup } from './group.ts'

export interface ReachOptions {
  /**
   * `class`: endpoints that all policies treat alike, whatever they are part of. `workload`: what controls the pods, such
   * as a Deployment.
   */
  readonly by?: 'class' | 'workload' | undefined
  /** TCP, UDP and SCTP when left out: what becomes of ICMP under a NetworkPolicy is nowhere defined. */
  readonly protocols?: readonly Protocol[] | undefined
}

/** What gets from one group to others, the same to each of them. */
export interface ReachEdge {
  readonly from: ReachGroup
  /** Ids of groups, in order. */
  readonly to: ArrayLike<number> & Iterable<number>
  readonly answer: Answer
}

/**
 * What can connect. What no policy ever sees is left out: a pod's traffic to itself, and that of a node to the pods that
 * it runs, which are always allowed.
 */
export interface Reach {
  readonly groups: readonly ReachGroup[]
  /** All that gets somewhere: by where it comes from, then by what is allowed. Worked out as it is asked for. */
  edges(): Generator<ReachEdge>
  edgesFrom(from: ReachGroup): ReachEdge[]
  between(from: ReachGroup, to: ReachGroup): Answer
}

const transport = ['TCP', 'UDP', 'SCTP'] as const

export function reachOf(model: Model, { by = 'class', protocols = transport }: ReachOptions = {}): Reach {
  const cells = cellsOf(model)
  const matrix = new Matrix(model, cells, protocols)
  const groups = by === 'workload' ? workloadsOf(model, cells) : cells.map(groupOfCell)
  const scratch = new Int32Array(cells.length)
  let counts = new Int32Array(0)

  /** For each group, the number of what gets there. */
  const rowOf = (from: Grouped): ArrayLike<number> => {
    const [first, ...rest] = from.cells
    if (first === undefined) return []
    if (by === 'class') {
      const row = matrix.row(first.cell, scratch)
      if (!hasSeveral(from, first.count)) row[first.cell.id] = 0
      return row
    }
    const rows = rest.length === 0 ? [matrix.row(first.cell, scratch)] : from.cells.map(({ cell }) => matrix.row(cell))
    return groups.map((to) => {
      let found = -1
      let different: number[] | undefined
      for (let i = 0; i < rows.length; i++) {
        const own = from.cells[i]
        for (const { cell } of to.cells) {
          // A pod's traffic to itself is no answer, nor is what can never meet.
          if (own === undefined || (own.cell.families & cell.families) === 0) continue
          if (to === from && cell === own.cell && !hasSeveral(from, own.count)) continue
          const number = rows[i]?.[cell.id] ?? 0
          if (found === -1) found = number
          else if (number !== found) (different ??= [found]).push(number)
        }
      }
      return different ? matrix.answers.ofMany(different) : Math.max(found, 0)
    })
  }

  const edgesFrom = (from: Grouped): ReachEdge[] => {
    const row = rowOf(from)
    // Counted first, so that each list is made in its full length at once.
    if (counts.length < matrix.answers.size) counts = new Int32Array(matrix.answers.size * 2)
    const found: number[] = []
    for (let to = 0; to < row.length; to++) {
      const number = row[to] ?? 0
      const count = counts[number] ?? 0
      if (count === 0 && number !== 0) found.push(number)
      counts[number] = count + 1
    }
    counts[0] = 0
    const lists = found.map((number) => new Int32Array(counts[number] ?? 0))
    found.forEach((number, i) => (counts[number] = -1 - i))
    const ends = new Int32Array(found.length)
    for (let to = 0; to < row.length; to++) {
      const number = row[to] ?? 0
      if (number === 0) continue
      const place = -1 - (counts[number] ?? 0)
      const list = lists[place]
      const end = ends[place] ?? 0
      if (list) list[end] = to
      ends[place] = end + 1
    }
    for (const number of found) counts[number] = 0
    return found.map((number, i) => ({ from, to: lists[i] ?? counts, answer: matrix.answers.told(number) }))
  }

  const own = ({ id }: ReachGroup): Grouped => {
    const found = groups[id]
    if (found === undefined) throw new RangeError(`there is no group ${id}`)
    return found
  }
  return {
    groups,
    edges: function* edges() {
      for (const from of groups) yield* edgesFrom(from)
    },
    edgesFrom: (from) => edgesFrom(own(from)),
    between: (from, to) => matrix.answers.told(rowOf(own(from))[to.id] ?? 0),
  }
}
