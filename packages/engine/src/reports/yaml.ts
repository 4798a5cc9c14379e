import { dump } from 'js-yaml'
import type { AuditReport } from '../audit/index.ts'
import { findingObject, reportHead, reportTail } from './report-object.ts'

/** The report as YAML: the same object as in JSON, written finding by finding. */
export function* yaml(report: AuditReport): Generator<string> {
  const { errors, notAudited, rules, framework } = reportTail(report)
  yield text(reportHead(report))
  yield* yamlArray('findings', report.findings.values().map(findingObject))
  yield* yamlArray('errors', errors)
  yield* yamlArray('notAudited', notAudited)
  yield* yamlArray('rules', rules)
  if (framework) yield text({ framework })
}

/** A top-level key with a list; its items need no indentation. */
function* yamlArray(key: string, items: Iterable<object>): Generator<string> {
  let first = true
  for (const item of items) {
    yield (first ? `${key}:\n` : '') + text([item])
    first = false
  }
  if (first) yield `${key}: []\n`
}

function text(value: unknown): string {
  return dump(value, { lineWidth: -1, noRefs: true })
}
