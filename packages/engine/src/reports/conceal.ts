import { isObject, pathIn, type Resource, valueIn } from '../cluster/index.ts'
import type { Finding } from '../findings/index.ts'
import type { Path, SourceText, YamlDocument } from '../yaml/index.ts'
import { ruleInfo } from './rule-table.ts'

/** A stretch of a line, in UTF-16 code units from 0; the end is exclusive. */
interface Stretch {
  readonly from: number
  readonly to: number
}

const wholeRest = Number.MAX_SAFE_INTEGER

/**
 * The lines of files with credentials covered. Reports are kept by CI systems and pasted into chats: of a credential that
 * was found they show the key only, and of a Secret no value at all.
 */
export class Concealer {
  readonly #stretches = new Map<SourceText, Map<number, Stretch[]>>()

  constructor(findings: Iterable<Finding>) {
    const secrets = new Set<Resource>()
    for (const { rule, resource, path } of findings) {
      if (ruleInfo(rule)?.conceals) this.#add(resource.document, path)
      if (resource.kind === 'Secret' && resource.group === '') secrets.add(resource)
    }
    for (const secret of secrets) {
      for (const path of secretPaths(secret)) this.#add(secret.document, pathIn(secret, ...path))
    }
  }

  /** A line (counted from 1) as it may be shown, with as many characters as it has. */
  lineText(source: SourceText, line: number): string {
    const text = source.lines.lineText(line)
    let shown = text
    for (const { from, to } of this.#stretches.get(source)?.get(line) ?? []) {
      shown = shown.slice(0, from) + shown.slice(from, to).replace(/\S/g, '•') + shown.slice(to)
    }
    return shown
  }

  #add(document: YamlDocument, path: Path): void {
    const { value, depth } = document.locate(path)
    if (depth < path.length) return
    const { source } = document
    const lines = this.#stretches.get(source) ?? new Map<number, Stretch[]>()
    this.#stretches.set(source, lines)
    // The first line of a block scalar says only how the others are to be read.
    const block = /[|>]/.test(source.text[value.start] ?? '')
    const start = document.position(value.start)
    const end = document.position(value.end)
    for (let line = block ? start.line + 1 : start.line; line <= end.line; line++) {
      const from = line === start.line ? start.column - 1 : 0
      const to = line === end.line ? end.column - 1 : wholeRest
      lines.set(line, [...(lines.get(line) ?? []), { from, to }])
    }
  }
}

/** Where a Secret has values; what was applied last is a copy of all of them. */
function secretPaths(secret: Resource): Path[] {
  const values = ['data', 'stringData'].flatMap((field) => {
    const map = valueIn(secret, field)
    return isObject(map) ? Object.keys(map).map((key) => [field, key]) : []
  })
  return [...values, ['metadata', 'annotations', 'kubectl.kubernetes.io/last-applied-configuration']]
}
