import { type Event, parseEvents, YAMLException } from 'js-yaml'
import { YamlFailure, type YamlLimits } from './limits.ts'

interface Parsed {
  readonly events: Event[]
  /** The text that the events' offsets refer to. */
  readonly source: string
  readonly toOriginal: (offset: number) => number
}

const repairableLines = 200

/**
 * Reads what libyaml and its Go port accept and a strict parser does not: continuation lines of a quoted scalar or a
 * flow collection that are indented less than their parent. White space at such places means nothing, so each
 * offending line is pushed to the right, and offsets are mapped back to the text as it was written. `start` is where the
 * text begins in the whole source, which the offsets of failures refer to.
 */
export function parseLeniently(text: string, start: number, limits: YamlLimits, firstError: unknown): Parsed {
  let error = firstError
  let source = text
  const insertions: { at: number; length: number }[] = []
  while (isDeficientIndentation(error) && insertions.length < repairableLines) {
    const at = lineStart(source, error.mark?.position ?? 0)
    const length = 80
    source = `${source.slice(0, at)}${' '.repeat(length)}${source.slice(at)}`
    insertions.push({ at, length })
    try {
      const events = parseEvents(source, { maxDepth: limits.depth })
      return { events, source, toOriginal: mapBack(insertions) }
    } catch (next) {
      error = next
    }
  }
  const toOriginal = mapBack(insertions)
  throw asFailure(error, (offset) => start + toOriginal(offset))
}

function isDeficientIndentation(error: unknown): error is YAMLException {
  return error instanceof YAMLException && error.reason === 'deficient indentation'
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1
}

/** Undoes the insertions, last one first, since each was made in the text that the earlier ones had left. */
function mapBack(insertions: readonly { at: number; length: number }[]): (offset: number) => number {
  return (offset) => {
    let original = offset
    for (let i = insertions.length - 1; i >= 0; i--) {
      const insertion = insertions[i]
      if (insertion && original > insertion.at) original = Math.max(insertion.at, original - insertion.length)
    }
    return original
  }
}

function asFailure(error: unknown, toOriginal: (offset: number) => number): YamlFailure {
  if (error instanceof YAMLException) {
    const limit = error.reason.startsWith('nesting exceeded')
    const message = limit ? error.reason.replace('maxDepth ', 'the depth limit ') : error.reason
    return new YamlFailure(limit ? 'yaml-limit' : 'yaml-syntax', message, toOriginal(error.mark?.position ?? 0))
  }
  const message = error instanceof Error ? error.message : String(error)
  return new YamlFailure(error instanceof RangeError ? 'yaml-limit' : 'yaml-syntax', message, toOriginal(0))
}
