import { isWithin, type Path, type Range, type YamlDocument } from '../yaml/index.ts'
import type { Finding } from './finding.ts'

/** A stretch of a file that a person can be shown. Lines and columns count from 1; the end is exclusive. */
export interface Location {
  readonly file: string
  readonly document: number
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

/** The place of a finding: the offending key with its value, or the nearest parent when the key is absent. */
export function locationOf(finding: Finding): Location {
  return locatePath(finding.resource.document, finding.path)
}

/** The place of a path in a document, or of its nearest ancestor that exists. */
export function locatePath(document: YamlDocument, path: Path): Location {
  const { start, end } = rangeToShow(document, path)
  const from = document.position(start)
  const to = document.position(end)
  return {
    file: document.source.name,
    document: document.index,
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
  }
}

/** A key with its scalar value; only the key of a collection; the first pair of a sequence item. */
function rangeToShow(document: YamlDocument, path: Path): Range {
  const { key, value, depth } = document.locate(path)
  if (key) return isScalar(document, value) ? { start: key.start, end: Math.max(value.end, key.end) } : key
  if (depth === 0) return firstLine(document, value)
  const name = document.locate([...path.slice(0, depth), 'name'])
  if (name.key && name.depth === depth + 1 && isWithin(path, path.slice(0, depth))) {
    return { start: name.key.start, end: Math.max(name.value.end, name.key.end) }
  }
  return firstLine(document, value)
}

function isScalar(document: YamlDocument, range: Range): boolean {
  const text = document.source.text
  const value = text.slice(range.start, range.end)
  const first = value[0]
  const multiline = /[\r\n]/.test(value)
  return !multiline && first !== '{' && first !== '[' && !/^-\s/.test(value) && !/^[^"'#]*:\s/.test(value)
}

function firstLine(document: YamlDocument, range: Range): Range {
  const text = document.source.text
  const newline = text.slice(range.start, range.end).search(/[\r\n]/)
  const end = newline === -1 ? range.end : range.start + newline
  return { start: range.start, end: Math.max(end, range.start) }
}
