import type { Severity } from '../findings/index.ts'
import type { LineMap } from '../yaml/index.ts'
import { painter } from './paint.ts'
import { visible, widthOf } from './text.ts'

/** What to mark. Lines and columns count from 1, the end is exclusive; without an end, one character is marked. */
export interface FramePlace {
  readonly line: number
  readonly column?: number | undefined
  readonly endLine?: number | undefined
  readonly endColumn?: number | undefined
}

export interface FrameOptions {
  readonly color: boolean
  /** Columns that the frame may take, line numbers included. */
  readonly width: number
  /** Lines shown in front of the marked one; 1 when left out. Blank lines at the top are left away. */
  readonly before?: number
  /** The first line that may be shown; 1 when left out. */
  readonly first?: number
  /** What the mark is painted as; `high` when left out. */
  readonly severity?: Severity
}

const ellipsis = '…'

/**
 * Shows a place in a text: its line with the number in front, the lines before it, and carets under what is meant. Long
 * lines are cut around the mark; control characters are made visible.
 */
export function codeFrame(lines: Pick<LineMap, 'lineText'>, place: FramePlace, options: FrameOptions): string[] {
  const paint = painter(options.color)
  const severity = options.severity ?? 'high'
  const first = Math.max(place.line - (options.before ?? 1), options.first ?? 1, 1)
  const shown = shownLines(lines, place.line, Math.min(first, place.line))
  const gutter = String(place.line).length
  const room = Math.max(options.width - gutter - 3, 20)
  const marked = lines.lineText(place.line)
  const column = Math.min((place.column ?? 1) - 1, marked.length)
  const end = markEnd(marked, column, place)
  const from = windowStart(shown, marked, column, end, room)
  const whole = cut(marked.trimEnd(), from, room)
  const start = visible(marked.slice(from, column)).length + hiddenMark(marked, from).length
  const stop = start + visible(marked.slice(column, Math.min(end, column + 4 * room))).length
  const frame = shown.map(({ number, text }) => {
    const head = paint.dim(`${String(number).padStart(gutter)} │`)
    if (number !== place.line) return joined(head, paint.dim(cut(text, from, room)))
    return joined(head, whole.slice(0, start) + paint.severity(severity, whole.slice(start, stop)) + whole.slice(stop))
  })
  const carets = '^'.repeat(Math.max(widthOf(whole.slice(start, stop)), 1))
  const indent = ' '.repeat(widthOf(whole.slice(0, start)))
  frame.push(`${paint.dim(`${' '.repeat(gutter)} │`)} ${indent}${paint.severity(severity, carets)}`)
  return frame
}

function joined(head: string, text: string): string {
  return text === '' ? head : `${head} ${text}`
}

interface ShownLine {
  readonly number: number
  readonly text: string
}

function shownLines(lines: Pick<LineMap, 'lineText'>, marked: number, from: number): ShownLine[] {
  const shown: ShownLine[] = []
  for (let number = from; number <= marked; number++) {
    const text = lines.lineText(number).trimEnd()
    const empty = text === '' || text === '---'
    if (number === marked || shown.length > 0 || !empty) shown.push({ number, text })
  }
  return shown
}

function markEnd(text: string, column: number, place: FramePlace): number {
  const lineEnd = text.trimEnd().length
  if (place.endLine === undefined || place.endColumn === undefined) return Math.min(column + 1, text.length)
  return place.endLine > place.line ? lineEnd : Math.min(place.endColumn - 1, text.length)
}

/** The offset from which lines are shown: 0, or past their common indentation, or just before the mark. */
function windowStart(shown: readonly ShownLine[], marked: string, column: number, end: number, room: number): number {
  const longest = Math.max(...shown.map(({ text }) => text.length))
  if (longest <= room) return 0
  const indents = shown.filter(({ text }) => text !== '').map(({ text }) => text.length - text.trimStart().length)
  const common = Math.min(...indents, column)
  if (Math.min(end, marked.length) - common <= room) return common
  const lead = Math.min(column - common, Math.floor(room / 3))
  return splitsPair(marked, column - lead) ? column - lead - 1 : column - lead
}

/** A line from an offset, made visible and no wider than the room; an ellipsis stands for what is cut. */
function cut(line: string, from: number, room: number): string {
  const hidden = hiddenMark(line, from)
  const text = hidden + visible(line.slice(from, from + 4 * room))
  if (widthOf(text) <= room && line.length <= from + 4 * room) return text
  let kept = ''
  let width = 0
  for (const character of text) {
    width += widthOf(character)
    if (width > room - 1) break
    kept += character
  }
  return kept + ellipsis
}

function hiddenMark(line: string, from: number): string {
  return line.slice(0, from).trim() === '' ? '' : ellipsis
}

function splitsPair(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset)
  return code >= 0xdc00 && code <= 0xdfff
}
