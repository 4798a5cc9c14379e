import { type Event, parseEvents, YAMLException } from 'js-yaml'
import { explain } from './explain.ts'
import { YamlFailure, type YamlLimits } from './limits.ts'

export interface Parsed {
  readonly events: Event[]
  /** The text that the events' offsets refer to. */
  readonly source: string
  readonly toOriginal: (offset: number) => number
}

const repairableLines = 200
const indentation = ' '.repeat(80)
/** Characters that may be read again in all for the sake of repairs; a large text gets fewer attempts. */
const repairBudget = 50_000_000

/** Reads a text into events, leniently where Go's reader is. `start` is where it begins in the whole source. */
export function parse(text: string, start: number, limits: YamlLimits): Parsed {
  try {
    return { events: parseEvents(text, { maxDepth: limits.depth }), source: text, toOriginal: (offset) => offset }
  } catch (error) {
    return parseLeniently(text, start, limits, error)
  }
}

/**
 * Reads what libyaml and its Go port accept and a strict parser does not: continuation lines of a quoted scalar or a
 * flow collection that are indented less than their parent, and tabs between the parts of a flow collection. White space
 * at such places means nothing, so each offending line is pushed to the right, each tab becomes a space, and offsets are
 * mapped back to the text as it was written.
 */
function parseLeniently(text: string, start: number, limits: YamlLimits, firstError: unknown): Parsed {
  let error = firstError
  let source = text
  const insertions: { at: number; length: number }[] = []
  const tabs: number[] = []
  const attempts = Math.min(repairableLines, repairBudget / text.length)
  for (let attempt = 0; attempt < attempts && isDeficientIndentation(error); attempt++) {
    const position = error.mark?.position ?? 0
    const line = lineStart(source, position)
    const tab = source.lastIndexOf('\t', position - 1)
    if (tab >= line && source.slice(line, tab).trim() !== '') {
      source = `${source.slice(0, tab)} ${source.slice(tab + 1)}`
      tabs.push(tab)
    } else {
      source = `${source.slice(0, line)}${indentation}${source.slice(line)}`
      insertions.push({ at: line, length: indentation.length })
    }
    try {
      const events = parseEvents(source, { maxDepth: limits.depth })
      if (tabs.some((offset) => isInScalar(events, offset))) break
      return { events, source, toOriginal: mapBack(insertions) }
    } catch (next) {
      error = next
    }
  }
  throw asFailure(error, text, mapBack(insertions), start, limits)
}

function isInScalar(events: readonly Event[], offset: number): boolean {
  return events.some((event) => 'valueStart' in event && event.valueStart <= offset && offset < event.valueEnd)
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

function asFailure(
  error: unknown,
  text: string,
  toOriginal: (offset: number) => number,
  start: number,
  limits: YamlLimits,
): YamlFailure {
  if (!(error instanceof YAMLException)) {
    const message = error instanceof Error ? error.message : String(error)
    return new YamlFailure(error instanceof RangeError ? 'yaml-limit' : 'yaml-syntax', message, start)
  }
  const offset = Math.min(toOriginal(error.mark?.position ?? 0), text.length)
  if (error.reason.startsWith('nesting exceeded')) {
    const message = `values are nested deeper than the limit of ${limits.depth} levels`
    return new YamlFailure('yaml-limit', message, start + offset)
  }
  const explained = explain(error.reason, text, offset)
  return new YamlFailure(explained.code, explained.message, start + explained.offset)
}
