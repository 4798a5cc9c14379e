import type { InputError, NotAudited } from '../../audit/index.ts'
import type { Comparison } from '../../network/index.ts'
import type { ReportOptions } from '../options.ts'
import { diffMarkdown } from './diff-markdown.ts'
import { diffJson, diffYaml } from './diff-object.ts'
import { diffTable } from './diff-table.ts'

export const networkDiffFormats = ['table', 'json', 'yaml', 'markdown'] as const

export type NetworkDiffFormat = (typeof networkDiffFormats)[number]

/** A comparison with what is to be said about its input. */
export interface ShownComparison {
  readonly comparison: Comparison
  readonly errors: readonly InputError[]
  readonly notAudited: readonly NotAudited[]
}

/** Writes what a change opens and closes. */
export function formatNetworkDiff(
  format: NetworkDiffFormat,
  shown: ShownComparison,
  options: ReportOptions,
): Iterable<string> {
  switch (format) {
    case 'json':
      return diffJson(shown)
    case 'yaml':
      return diffYaml(shown)
    case 'markdown':
      return diffMarkdown(shown)
    default:
      return diffTable(shown, options)
  }
}
