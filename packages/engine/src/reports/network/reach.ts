import type { InputError, NotAudited } from '../../audit/index.ts'
import type { Exposure, Party, Picture } from '../../network/index.ts'
import type { ReportOptions } from '../options.ts'
import { reachCsv } from './reach-csv.ts'
import { reachGraph } from './reach-graph.ts'
import { reachMatrix } from './reach-matrix.ts'
import { reachJson } from './reach-object.ts'
import { reachTable } from './reach-table.ts'

export const reachFormats = ['table', 'json', 'csv', 'dot', 'mermaid', 'matrix'] as const

export type ReachFormat = (typeof reachFormats)[number]

/** What can connect, with what is to be said about its input. */
export interface ShownReach {
  readonly picture: Picture
  /** How many policies there are. */
  readonly policies: number
  /** Ways from outside; undefined where they were not asked for. */
  readonly exposures: readonly Exposure[] | undefined
  readonly isFrom: (party: Party) => boolean
  readonly isTo: (party: Party) => boolean
  readonly errors: readonly InputError[]
  readonly notAudited: readonly NotAudited[]
}

/** Writes what can connect, by workload. */
export function formatReach(format: ReachFormat, shown: ShownReach, options: ReportOptions): Iterable<string> {
  switch (format) {
    case 'json':
      return reachJson(shown)
    case 'csv':
      return reachCsv(shown)
    case 'dot':
    case 'mermaid':
      return reachGraph(format, shown)
    case 'matrix':
      return reachMatrix(shown)
    default:
      return reachTable(shown, options)
  }
}
