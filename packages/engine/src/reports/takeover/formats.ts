import type { InputError, NotAudited } from '../../audit/index.ts'
import type { TakeoverReport } from '../../takeover/index.ts'
import type { ReportOptions } from '../options.ts'
import { takeoverGraphText } from './graph-text.ts'
import { takeoverMarkdown } from './markdown.ts'
import { takeoverJson, takeoverYaml } from './object.ts'
import { takeoverSarif } from './sarif.ts'
import { takeoverTable } from './table.ts'

export const takeoverFormats = ['table', 'wide', 'json', 'yaml', 'sarif', 'markdown', 'dot', 'mermaid'] as const

export type TakeoverFormat = (typeof takeoverFormats)[number]

/** A takeover with what is to be said about its input. */
export interface ShownTakeover extends TakeoverReport {
  readonly errors: readonly InputError[]
  readonly notAudited: readonly NotAudited[]
  /** Minor version of Kubernetes that it was judged for. */
  readonly minor: number
}

/** Writes how a takeover goes. */
export function formatTakeover(
  format: TakeoverFormat,
  report: ShownTakeover,
  options: ReportOptions,
): Iterable<string> {
  switch (format) {
    case 'json':
      return takeoverJson(report)
    case 'yaml':
      return takeoverYaml(report)
    case 'sarif':
      return takeoverSarif(report, options)
    case 'markdown':
      return takeoverMarkdown(report)
    case 'dot':
    case 'mermaid':
      return takeoverGraphText(format, report)
    default:
      return takeoverTable(report, { ...options, all: format === 'wide' })
  }
}
