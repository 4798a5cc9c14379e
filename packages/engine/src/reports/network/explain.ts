import type { InputError, NotAudited } from '../../audit/index.ts'
import type { Explanation, Workloads } from '../../network/index.ts'
import type { ReportOptions } from '../options.ts'
import { explanationJson, explanationYaml } from './explain-object.ts'
import { explanationTable } from './explain-table.ts'

export const explainFormats = ['table', 'json', 'yaml'] as const

export type ExplainFormat = (typeof explainFormats)[number]

/** An explanation with what is to be said about its input. */
export interface ShownExplanation {
  readonly explanation: Explanation
  readonly workloads: Workloads
  readonly errors: readonly InputError[]
  readonly notAudited: readonly NotAudited[]
}

/** Writes why something can or cannot connect. */
export function formatExplanation(
  format: ExplainFormat,
  shown: ShownExplanation,
  options: ReportOptions,
): Iterable<string> {
  switch (format) {
    case 'json':
      return explanationJson(shown)
    case 'yaml':
      return explanationYaml(shown)
    default:
      return explanationTable(shown, options)
  }
}
