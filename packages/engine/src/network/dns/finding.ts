import { isObject, type Resource, type Workload } from '../../cluster/index.ts'
import { type Finding, type Location, locatePath, type Severity } from '../../findings/index.ts'
import type { Fix } from '../../fixes/index.ts'
import type { Path } from '../../yaml/index.ts'
import type { DnsContext } from './context.ts'

/** A trouble with DNS that configuration shows. */
export interface DnsFinding extends Finding {
  /** Number in the table of causes, `D1` to `D20`; undefined for what has none. */
  readonly cause: string | undefined
  /** What it was seen by, in lines: names with what they cost, workloads, sizes. */
  readonly evidence: readonly string[]
  readonly location: Location
}

/** What a cause reports; the rest of a finding is that of the cause. */
export interface Reported {
  readonly severity: Severity
  readonly message: string
  readonly resource: Resource
  readonly path: Path
  /** The line of a Corefile or another text that stands at the path. */
  readonly line?: number
  readonly workload?: Workload | undefined
  readonly container?: string | undefined
  readonly evidence?: readonly string[]
  readonly fix: Fix
}

/** A cause of trouble that configuration can show. */
export interface DnsCause {
  readonly number: string | undefined
  readonly id: string
  readonly title: string
  readonly why: string
  readonly find: (context: DnsContext) => Iterable<Reported>
}

export function findingOf({ number, id, title, why }: DnsCause, reported: Reported): DnsFinding {
  const { severity, message, resource, path, line, workload, container, evidence = [], fix } = reported
  const location = locatePath(resource.document, path)
  return {
    cause: number,
    rule: id,
    severity,
    title,
    message,
    why,
    resource,
    workload,
    container,
    path,
    fix,
    exemption: null,
    evidence,
    location: line === undefined ? location : (lineIn(resource, path, line) ?? location),
  }
}

/** Words without an edit. */
export function advice(description: string): Fix {
  return { class: 'value', description, changes: [], needs: undefined }
}

/** Where a line of a block scalar stands in its file; undefined where the text is written in another way. */
function lineIn(resource: Resource, path: Path, line: number): Location | undefined {
  const { document } = resource
  const { key, value } = document.locate(path)
  const { text } = document.source
  const written = text.slice(value.start, value.end)
  const header = /^[|>][^\n]*\n/.exec(written)
  const start = header ? value.start + header[0].length : value.start
  if (!header && key && document.position(key.start).line === document.position(value.start).line) return undefined
  const lines = text.slice(start).split('\n', line)
  const wanted = lines[line - 1]
  if (wanted === undefined) return undefined
  const offset = start + lines.slice(0, -1).reduce((sum, each) => sum + each.length + 1, 0)
  const from = offset + (wanted.length - wanted.trimStart().length)
  const { line: row, column } = document.position(from)
  const endColumn = column + wanted.trim().length
  return { file: document.source.name, document: document.index, line: row, column, endLine: row, endColumn }
}

/** A map below a value, for objects of any shape. */
export function mapAt(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const found = isObject(value) ? value[key] : undefined
  return isObject(found) ? found : {}
}
