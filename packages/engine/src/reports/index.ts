import type { AuditReport } from '../audit/index.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { name } from './name.ts'
import type { ReportOptions } from './options.ts'
import { sarif } from './sarif.ts'
import { table } from './table.ts'
import { wide } from './wide.ts'
import { yaml } from './yaml.ts'

/** Output formats: an audit's report as text. Pure; colour and width come in, chunks of text come out. */
export const formats = ['table', 'wide', 'json', 'yaml', 'sarif', 'junit', 'markdown', 'name'] as const

export type Format = (typeof formats)[number]

type Formatter = (report: AuditReport, options: ReportOptions) => Iterable<string>

const formatters: Readonly<Record<Format, Formatter>> = { table, wide, json, yaml, sarif, junit, markdown, name }

/** Writes a report in a format, in chunks: a large estate has hundreds of thousands of findings. */
export function formatReport(format: Format, report: AuditReport, options: ReportOptions): Iterable<string> {
  return formatters[format](report, options)
}

export function isFormat(text: string): text is Format {
  return (formats as readonly string[]).includes(text)
}

export { codeFrame, type FrameOptions, type FramePlace } from './frame.ts'
export { formatMended, type MendedFormat, mendedFormats } from './mended.ts'
export type { MendedObject, Written } from './mended-object.ts'
export { maintainedFile } from './names.ts'
export type { Proposal } from './proposal.ts'
export type { ReportOptions } from './options.ts'
export { explainRule, listRules, ruleMarkdown, type RuleListFormat } from './rule-text.ts'
