/** Lines of a text, by offset. */
export class TextLines {
  readonly text: string
  /** The line break that most lines end with. */
  readonly newline: string

  constructor(text: string) {
    this.text = text
    const crlf = text.split('\r\n').length - 1
    const lf = text.split('\n').length - 1 - crlf
    this.newline = crlf > lf ? '\r\n' : lf === 0 && crlf === 0 && text.includes('\r') ? '\r' : '\n'
  }

  /** Offset at which the line of an offset begins, behind a byte order mark. */
  start(offset: number): number {
    let at = offset
    while (at > 0 && !isBreak(this.text.charCodeAt(at - 1))) at--
    return at === 0 && this.text.charCodeAt(0) === 0xfeff ? 1 : at
  }

  /** Offset of the break that ends the line of an offset, or the end of the text. */
  end(offset: number): number {
    let at = offset
    while (at < this.text.length && !isBreak(this.text.charCodeAt(at))) at++
    return at
  }

  /** Offset of the line after the one of an offset. */
  next(offset: number): number {
    const end = this.end(offset)
    if (end >= this.text.length) return end
    return this.text.startsWith('\r\n', end) ? end + 2 : end + 1
  }

  /** Column of an offset, counted from 0. */
  column(offset: number): number {
    return offset - this.start(offset)
  }

  /** The text of an offset's line in front of it. */
  before(offset: number): string {
    return this.text.slice(this.start(offset), offset)
  }

  /** The white space that the line of an offset begins with. */
  indentation(offset: number): string {
    const start = this.start(offset)
    return /^[ \t]*/.exec(this.text.slice(start, this.end(start)))?.[0] ?? ''
  }
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13
}
