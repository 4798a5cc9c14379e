/** A stretch of a stream that holds one document, marks and directives included. */
export interface Chunk {
  readonly start: number
  readonly end: number
}

/**
 * Cuts a stream at its document marks. A line that begins with `---` or `...` followed by white space is a mark
 * wherever it stands (YAML 1.2, c-forbidden): no scalar may contain one, so that cutting before parsing is exact, and a
 * broken document cannot take its neighbours with it. Comments and directives go with the document that follows them.
 */
export function splitDocuments(text: string): Chunk[] {
  const chunks: Chunk[] = []
  let start = 0
  const mark = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm
  for (let match = mark.exec(text); match; match = mark.exec(text)) {
    if (match[0] === '---') {
      if (match.index > start && !isPreamble(text, start, match.index)) {
        chunks.push({ start, end: match.index })
        start = match.index
      }
    } else {
      const lineEnd = endOfLine(text, mark.lastIndex)
      chunks.push({ start, end: lineEnd })
      start = lineEnd
      mark.lastIndex = lineEnd
    }
  }
  if (start < text.length && !(chunks.length > 0 && isPreamble(text, start, text.length))) {
    chunks.push({ start, end: text.length })
  }
  return chunks
}

/**
 * JSON objects that follow each other without a mark, one to a line or pretty-printed, as `kubectl` accepts them.
 * A JSON string holds no raw line break, so that `}`, a break and `{` can only be the seam of two objects.
 */
export function splitJsonStream(text: string, chunk: Chunk): Chunk[] {
  if (text.slice(chunk.start, chunk.end).trimStart()[0] !== '{') return [chunk]
  const chunks: Chunk[] = []
  let start = chunk.start
  const seam = /\}[ \t]*\r?\n\s*(?=\{)/g
  seam.lastIndex = start
  for (let match = seam.exec(text); match && seam.lastIndex < chunk.end; match = seam.exec(text)) {
    chunks.push({ start, end: seam.lastIndex })
    start = seam.lastIndex
  }
  chunks.push({ start, end: chunk.end })
  return chunks
}

/** Whether a stretch holds only blank lines, comments and directives, which belong to the next document. */
function isPreamble(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; ) {
    const lineEnd = endOfLine(text, at)
    let i = at
    while (i < lineEnd && isBlank(text.charCodeAt(i))) i++
    const code = text.charCodeAt(i)
    const first = text.charCodeAt(at) === 0xfeff ? at + 1 : at
    const directive = i === first && code === 37
    if (i < lineEnd && code !== 35 && !directive) return false
    at = lineEnd
  }
  return true
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13 || code === 0xfeff
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from)
  return newline === -1 ? text.length : newline + 1
}
