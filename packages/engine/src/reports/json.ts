import type { AuditReport } from '../audit/index.ts'
import { escapeControls } from './escape-controls.ts'
import { FindingWriter } from './finding-json.ts'
import { reportHead, reportTail } from './report-object.ts'

/** The report as one JSON object, written finding by finding. */
export function* json(report: AuditReport): Generator<string> {
  const { apiVersion, kind, summary } = reportHead(report)
  const { errors, notAudited, rules, framework } = reportTail(report)
  yield `{\n  "apiVersion": ${text(apiVersion)},\n  "kind": ${text(kind)},\n  "summary": ${text(summary, 1)},\n`
  const writer = new FindingWriter()
  yield* jsonLines(
    'findings',
    report.findings.values().map((finding) => writer.write(finding)),
    1,
  )
  yield ',\n'
  yield* jsonArray('errors', errors, 1)
  yield ',\n'
  yield* jsonArray('notAudited', notAudited, 1)
  yield ',\n'
  yield* jsonArray('rules', rules, 1)
  if (framework) yield `,\n  "framework": ${text(framework, 1)}`
  yield '\n}\n'
}

/** A key with an array, each item on a line of its own: as many as there are, they stay easy to search and quick to write. */
export function jsonArray(key: string, items: Iterable<object>, depth: number): Generator<string> {
  return jsonLines(
    key,
    Iterator.from(items).map((item) => escapeControls(JSON.stringify(item))),
    depth,
  )
}

function* jsonLines(key: string, items: Iterable<string>, depth: number): Generator<string> {
  const indent = '  '.repeat(depth)
  let first = true
  for (const item of items) {
    yield `${first ? `${indent}${JSON.stringify(key)}: [\n` : ',\n'}${indent}  ${item}`
    first = false
  }
  yield first ? `${indent}${JSON.stringify(key)}: []` : `\n${indent}]`
}

/** A value as JSON whose lines after the first are indented for a depth. Strings of JSON hold no raw line breaks. */
export function text(value: unknown, depth = 0): string {
  return escapeControls(JSON.stringify(value, undefined, 2)).replaceAll('\n', `\n${'  '.repeat(depth)}`)
}
