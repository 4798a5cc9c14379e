/** The whole picture: what gets from where to where. */
import type { Model } from '../network.ts'
import type { Protocol } from '../policy/policy.ts'
import type { Answer } from './answers.ts'
import { cellsOf } from './cells.ts'
import { Gatherer, type Places } from './gather.ts'
import { groupOfCell, type Grouped, hasSeveral, type ReachGroup } from './group.ts'
import { Matrix, type Row } from './matrix.ts'
import { workloadsOf } from './workloads.ts'

export { type Answer, Answers, type PortRange } from './answers.ts'
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
  readonly to: Iterable<number> & { readonly length: number }
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

/** Made by a constructor: objects from literals, so many and so short of life, are taken for long-lived by V8 and pile up. */
class Edge implements ReachEdge {
  readonly from: ReachGroup
  readonly to: Places
  readonly answer: Answer

  constructor(from: ReachGroup, to: Places, answer: Answer) {
    this.from = from
    this.to = to
    this.answer = answer
  }
}

const transport = ['TCP', 'UDP', 'SCTP'] as const

export function reachOf(model: Model, { by = 'class', protocols = transport }: ReachOptions = {}): Reach {
  const cells = cellsOf(model)
  const matrix = new Matrix(model, cells, protocols)
  const groups = by === 'workload' ? workloadsOf(model, cells) : cells.map(groupOfCell)
  const gatherer = new Gatherer()
  const oneByOne = Int32Array.from({ length: groups.length + 1 }, (_, i) => i)

  /** For each group, the number of what gets there, pods of several cells included. */
  const joined = (from: Grouped): number[] => {
    const rows = from.cells.map(({ cell }) => matrix.expand(cell))
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

  /** The answers from a group, and the place of a group that it does not meet: itself, where it is alone. */
  const rowOf = (from: Grouped): { readonly row: Row; readonly but: number } => {
    const [first] = from.cells
    if (by === 'class' && first)
      return { row: matrix.row(first.cell), but: hasSeveral(from, first.count) ? -1 : from.id }
    return { row: { count: groups.length, starts: oneByOne, numbers: joined(from) }, but: -1 }
  }

  const edgesFrom = (from: Grouped): ReachEdge[] => {
    const { row, but } = rowOf(from)
    return gatherer.gather(
      row,
      matrix.answers.size,
      but,
      (number, to) => new Edge(from, to, matrix.answers.told(number)),
    )
  }

  const between = (from: Grouped, to: ReachGroup): Answer => {
    const { row, but } = rowOf(from)
    let at = 0
    while (at + 1 < row.count && (row.starts[at + 1] ?? 0) <= to.id) at++
    return matrix.answers.told(to.id === but ? 0 : (row.numbers[at] ?? 0))
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
    between: (from, to) => between(own(from), to),
  }
}
