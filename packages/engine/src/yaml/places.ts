import { type Event, SCALAR_STYLE } from 'js-yaml'
import { FLAG_BLOCK_SCALAR, FLAG_EMPTY, FLAG_QUOTED, type Range } from './tape.ts'

/** Where things stand in a source that the parser's events do not say. */

export type ScalarEvent = Extract<Event, { valueStart: number }>

export function scalarFlags(event: ScalarEvent): number {
  if (event.valueStart < 0) return FLAG_EMPTY
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return FLAG_QUOTED
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK:
      return FLAG_BLOCK_SCALAR
    default:
      return 0
  }
}

/** The range of a scalar that is written, quotes and block indicators included. `from` is behind what was read before. */
export function scalarRange(source: string, event: ScalarEvent, from: number): Range {
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return { start: event.valueStart - 1, end: event.valueEnd + 1 }
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK:
      return blockScalarRange(source, event, from)
    default:
      return { start: event.valueStart, end: event.valueEnd }
  }
}

/** How js-yaml names `|+`. */
const keep = 3

/**
 * From the indicator to the last line that holds something, be it spaces beyond the indentation; kept blank lines
 * (`|+`) belong to the scalar.
 */
function blockScalarRange(source: string, event: ScalarEvent, from: number): Range {
  const indicator = /[|>]/g
  indicator.lastIndex = from
  const start = indicator.exec(source)?.index ?? from
  let end = event.valueEnd
  if (event.chomping === keep) {
    if (source[end - 1] === '\n') end -= source[end - 2] === '\r' ? 2 : 1
    return { start, end: Math.max(end, start + 1) }
  }
  end = withoutBlankLines(source, start, end, event.indent)
  if (end <= lineEnd(source, start))
    end = start + (/^[|>][-+0-9]*/.exec(source.slice(start, start + 8))?.[0].length ?? 1)
  return { start, end: Math.max(end, start + 1) }
}

/** The end of the last line that has more than the spaces of its indentation. */
function withoutBlankLines(source: string, start: number, end: number, indent: number): number {
  let last = end
  for (;;) {
    let at = last
    while (source[at - 1] === ' ' && last - at < indent) at--
    if (at <= start || !/[\r\n]/.test(source[at - 1] ?? '')) return last
    last = source.startsWith('\r\n', at - 2) ? at - 2 : at - 1
  }
}

function lineEnd(source: string, from: number): number {
  const newline = /[\r\n]/g
  newline.lastIndex = from
  return newline.exec(source)?.index ?? source.length
}

/**
 * The value of a block scalar. One whose last line ends with the text has no line end to keep.
 * Source: go.yaml.in/yaml scannerc.go (yaml_parser_scan_block_scalar).
 */
export function blockValue(source: string, event: ScalarEvent, value: string): string {
  const isLast = event.valueEnd >= source.length && !source.endsWith('\n') && !source.endsWith('\r')
  return isLast && value.endsWith('\n') ? value.slice(0, -1) : value
}

/** Where a scalar would stand that is not written: behind the colon of its key, or behind its dash. */
export function unwrittenPlace(source: string, last: number, inMapping: boolean): number {
  let at = last
  if (inMapping) {
    while (at < source.length && /\s/.test(source[at] ?? '')) at++
    return source[at] === ':' ? at + 1 : last
  }
  while (at < source.length) {
    const character = source[at] ?? ''
    if (character === '-') return at + 1
    if (character === '#') while (at < source.length && source[at] !== '\n') at++
    else if (!/[\s,]/.test(character)) break
    else at++
  }
  return last
}

/** The bracket that closes a flow collection whose last child ends before `from`. */
export function closingBracket(source: string, from: number): number {
  let at = from
  while (at < source.length) {
    const character = source[at]
    if (character === '}' || character === ']') return at
    if (character === '#') while (at < source.length && source[at] !== '\n') at++
    else at++
  }
  return source.length - 1
}
