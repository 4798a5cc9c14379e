/** The whole picture: what gets from where to where. */
import type { Model } from '../network.ts'
import type { Protocol } from '../policy/policy.ts'
import type { Answer, Answers } from './answers.ts'
import { cellsOf, type Outside } from './cells.ts'
import { Gatherer, Places } from './gather.ts'
import { type CellGroup, groupOfCell, hasSeveral, type ReachGroup } from './group.ts'
import { joinedFrom } from './joined.ts'
import { Matrix, type Row } from './matrix.ts'
import { workloadsOf } from './workloads.ts'

export type { Answer, PortRange } from './answers.ts'
export { type Cell, cellsOf } from './cells.ts'
export type { CellGroup, ReachGroup } from './group.ts'
export { anyFrom, type AnyPassing, anyRow } from './any.ts'
export type { Ends } from './joined.ts'
export { Numbering } from './numbering.ts'
export { Matrix } from './matrix.ts'
export { PairMemo } from './pair-memo.ts'
export { cellsByMember, workloadsOf } from './workloads.ts'

export interface ReachOptions {
  /**
   * `class`: endpoints that all policies treat alike, whatever they are part of. `workload`: what controls the pods, such
   * as a Deployment.
   */
  readonly by?: 'class' | 'workload' | undefined
  /** TCP, UDP and SCTP when left out: what becomes of ICMP under a NetworkPolicy is nowhere defined. */
  readonly protocols?: readonly Protocol[] | undefined
  /** Whether addresses outside that are judged alike are one group; else each part that policies name is its own. */
  readonly outside?: Outside | undefined
  /** Whether nodes are among the groups by workload; they are when left out. */
  readonly nodes?: boolean | undefined
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

/**
 * An edge that is its own places, as there are millions. Made by a constructor: objects from literals, so many and so short
 * of life, are taken for long-lived by V8 and pile up.
 */
class Edge extends Places implements ReachEdge {
  readonly from: ReachGroup
  readonly #answers: Answers
  readonly #number: number

  constructor(from: ReachGroup, answers: Answers, number: number, ...places: ConstructorParameters<typeof Places>) {
    super(...places)
    this.from = from
    this.#answers = answers
    this.#number = number
  }

  get to(): Places {
    return this
  }

  get answer(): Answer {
    return this.#answers.told(this.#number)
  }
}

const transport = ['TCP', 'UDP', 'SCTP'] as const

export function reachOf(
  model: Model,
  { by = 'class', protocols = transport, outside = 'joined', nodes = true }: ReachOptions = {},
): Reach {
  const cells = cellsOf(model, outside)
  const matrix = new Matrix(model, cells, protocols)
  const groups = by === 'workload' ? workloadsOf(model, cells, { nodes }) : cells.map(groupOfCell)
  const gatherer = new Gatherer()
  const oneByOne = Int32Array.from({ length: groups.length + 1 }, (_, i) => i)
  const { answers } = matrix

  /** For each group, the number of what gets there, pods of several cells included. */
  const joined = (from: CellGroup): number[] => {
    const into = joinedFrom(matrix, from)
    return groups.map((to) => into(to, to === from) ?? 0)
  }

  /** The answers from a group; one that is alone does not meet itself. */
  const rowOf = (from: CellGroup): Row => {
    const [first] = from.cells
    if (by === 'class' && first) return matrix.row(first.cell, hasSeveral(from, first.count))
    return { count: groups.length, starts: oneByOne, numbers: joined(from) }
  }

  const edgesFrom = (from: CellGroup): ReachEdge[] =>
    gatherer.gather(
      rowOf(from),
      answers.size,
      (number, length, bounds, start, end) => new Edge(from, answers, number, length, bounds, start, end),
    )

  const between = (from: CellGroup, to: ReachGroup): Answer => {
    const { count, starts, numbers } = rowOf(from)
    let at = 0
    while (at + 1 < count && (starts[at + 1] ?? 0) <= to.id) at++
    return answers.told(numbers[at] ?? 0)
  }

  const own = ({ id }: ReachGroup): CellGroup => {
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
