import { WarrantError } from '../errors/index.ts'
import { compose } from './compose.ts'
import type { Composed, NodeProperties } from './composed.ts'
import { composeJson } from './json.ts'
import { defaultLimits, YamlFailure, type YamlLimits } from './limits.ts'
import { LineMap, type Position } from './lines.ts'
import type { Path } from './path.ts'
import { splitDocuments, splitJsonStream } from './split.ts'
import { type Located, locate, pathsOfKeysAt, type Range, type Tape, type TapeReader, type Trail } from './tape.ts'

/** A text with its name, as read: byte order mark and line ends included. */
export class SourceText {
  readonly name: string
  readonly text: string
  readonly lines: LineMap

  constructor(name: string, text: string) {
    this.name = name
    this.text = text
    this.lines = new LineMap(text)
  }
}

/** One document of a YAML or JSON stream: its plain value and where everything in it stands. */
export class YamlDocument implements TapeReader {
  readonly source: SourceText
  /** Position in the stream, counted from 0; empty documents count. */
  readonly index: number
  readonly range: Range
  readonly value: unknown
  readonly tape: Tape
  readonly properties: ReadonlyMap<number, NodeProperties>
  readonly duplicates: Composed['duplicates']
  readonly #aliases: ReadonlyMap<number, number>
  readonly #keys: ReadonlyMap<number, string>
  readonly #trail: Trail = { parts: [], values: [], keys: [], length: 0 }
  /** A whole cluster may be one document, and each of its resources asks. */
  #duplicatePaths: readonly Path[] | undefined

  constructor(source: SourceText, index: number, range: Range, composed: Composed) {
    this.source = source
    this.index = index
    this.range = range
    this.value = composed.value
    this.tape = composed.tape
    this.properties = composed.properties
    this.duplicates = composed.duplicates
    this.#aliases = composed.aliases
    this.#keys = composed.keys
  }

  /** Where a path leads; for a path that does not exist, where its last existing ancestor stands. */
  locate(path: Path): Located {
    return locate(this, path, this.#trail)
  }

  /** Paths of the keys that are written again in their mapping, once for each time. */
  duplicatePaths(): readonly Path[] {
    this.#duplicatePaths ??= this.#findDuplicates()
    return this.#duplicatePaths
  }

  #findDuplicates(): Path[] {
    const offsets = this.duplicates.map(({ offset }) => offset)
    const paths = pathsOfKeysAt(this, offsets)
    return offsets.flatMap((offset) => {
      const path = paths.get(offset)
      return path ? [path] : []
    })
  }

  position(offset: number): Position {
    return this.source.lines.position(offset)
  }

  keyText(index: number): string {
    const decoded = this.#keys.get(index)
    if (decoded !== undefined) return decoded
    const start = this.tape[index + 1] ?? 0
    const end = this.tape[index + 2] ?? 0
    const text = this.source.text
    const first = text.charCodeAt(start)
    return first === 34 || first === 39 ? text.slice(start + 1, end - 1) : text.slice(start, end)
  }

  isKey(index: number, name: string): boolean {
    const decoded = this.#keys.size === 0 ? undefined : this.#keys.get(index)
    if (decoded !== undefined) return decoded === name
    let start = this.tape[index + 1] ?? 0
    let end = this.tape[index + 2] ?? 0
    const { text } = this.source
    const first = text.charCodeAt(start)
    if (first === 34 || first === 39) {
      start++
      end--
    }
    return end - start === name.length && text.startsWith(name, start)
  }

  aliasTarget(index: number): number | undefined {
    return this.#aliases.get(index)
  }
}

/** What one stream holds: the documents that could be read, and an error for each that could not. */
export interface YamlStream {
  readonly source: SourceText
  readonly documents: readonly YamlDocument[]
  readonly errors: readonly WarrantError[]
}

/**
 * Reads a YAML or JSON stream as Kubernetes does. Never throws for what is in the text: a document that cannot be read
 * becomes an error with file, document, line and column, and the others are read all the same.
 */
export function readYaml(name: string, text: string, limits: YamlLimits = defaultLimits): YamlStream {
  const source = new SourceText(name, text)
  const documents: YamlDocument[] = []
  const errors: WarrantError[] = []
  let index = 0
  for (const chunk of splitDocuments(text).flatMap((part) => splitJsonStream(text, part))) {
    try {
      const json = composeJson(text, chunk, limits)
      for (const composed of json ? [json] : compose(text.slice(chunk.start, chunk.end), chunk.start, limits)) {
        documents.push(new YamlDocument(source, index++, chunk, composed))
      }
    } catch (error) {
      errors.push(readError(source, index++, error))
    }
  }
  return { source, documents, errors }
}

function readError(source: SourceText, document: number, error: unknown): WarrantError {
  if (!(error instanceof YamlFailure)) throw error
  const { line, column } = source.lines.position(error.offset)
  return new WarrantError(error.code, error.message, {
    place: { file: source.name, document, line, column },
    cause: error.cause,
  })
}
