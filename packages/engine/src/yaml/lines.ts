/** A place in a text. Lines and columns count from 1; columns count UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Maps offsets of a text to lines and columns. Breaks are LF, CRLF and a lone CR, as in YAML. */
export class LineMap {
  readonly #text: string
  #starts: number[] | undefined

  constructor(text: string) {
    this.#text = text
  }

  /** Offsets at which lines begin, in order; found on first use. */
  get starts(): readonly number[] {
    return (this.#starts ??= lineStarts(this.#text))
  }

  position(offset: number): Position {
    const starts = this.starts
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    const start = starts[low] ?? 0
    const byteOrderMark = low === 0 && this.#text.charCodeAt(0) === 0xfeff ? 1 : 0
    return { line: low + 1, column: Math.max(offset - start - byteOrderMark, 0) + 1 }
  }

  /** The text of a line (counted from 1) without its break; empty when there is no such line. */
  lineText(line: number): string {
    const start = this.starts[line - 1]
    if (start === undefined) return ''
    const next = this.starts[line] ?? this.#text.length
    const end = /[\r\n]+$/.exec(this.#text.slice(start, next))
    return this.#text.slice(start, next - (end?.[0].length ?? 0)).replace(/^\uFEFF/, '')
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  const loneReturns = text.includes('\r')
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  if (!loneReturns) return starts
  for (let i = text.indexOf('\r'); i !== -1; i = text.indexOf('\r', i + 1)) {
    if (text.charCodeAt(i + 1) !== 10) starts.push(i + 1)
  }
  return starts.sort((a, b) => a - b)
}
