import type { AuditReport } from '../audit/index.ts'
import { findingObject, reportHead, reportTail } from './report-object.ts'

/** The report as one JSON object, written finding by finding. */
export function* json(report: AuditReport): Generator<string> {
  const { apiVersion, kind, summary } = reportHead(report)
  const { errors, notAudited } = reportTail(report)
  yield `{\n  "apiVersion": ${text(apiVersion)},\n  "kind": ${text(kind)},\n  "summary": ${text(summary, 1)},\n`
  yield* jsonArray('findings', report.findings.values().map(findingObject), 1)
  yield ',\n'
  yield* jsonArray('errors', errors, 1)
  yield ',\n'
  yield* jsonArray('notAudited', notAudited, 1)
  yield '\n}\n'
}

/** A key with an array, one item at a time, indented as `JSON.stringify` with two spaces would at that depth. */
export function* jsonArray(key: string, items: Iterable<object>, depth: number): Generator<string> {
  const indent = '  '.repeat(depth)
  let first = true
  for (const item of items) {
    yield `${first ? `${indent}${text(key)}: [\n` : ',\n'}${indent}  ${text(item, depth + 1)}`
    first = false
  }
  yield first ? `${indent}${text(key)}: []` : `\n${indent}]`
}

/** A value as JSON whose lines after the first are indented for a depth. Strings of JSON hold no raw line breaks. */
export function text(value: unknown, depth = 0): string {
  return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${'  '.repeat(depth)}`)
}
