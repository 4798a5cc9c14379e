/** What is wrong with a text, in plain words, and where a person should look. */
export interface Explained {
  readonly code: 'yaml-syntax' | 'yaml-unsupported'
  readonly message: string
  readonly offset: number
}

type Explain = (text: string, offset: number) => { readonly message: string; readonly offset?: number }

/** Says in plain words what js-yaml means by a reason, and moves the place to where the fault lies when it shows later. */
export function explain(reason: string, text: string, offset: number): Explained {
  const conflict = /^<{7} /m.exec(text)
  if (conflict) return { code: 'yaml-syntax', message: 'a merge conflict is left in the text', offset: conflict.index }
  const { start, end } = lineAround(text, offset)
  const template = blank(text.slice(start, end)).indexOf('{{')
  if (template !== -1) return { code: 'yaml-unsupported', message: templateMessage, offset: start + template }
  const explained = explanations[reason]?.(text, offset) ?? { message: reason }
  return { code: 'yaml-syntax', message: explained.message, offset: explained.offset ?? offset }
}

export const templateMessage = 'this is a template, which has to be rendered before it can be read'

const explanations: Readonly<Record<string, Explain>> = {
  'bad indentation of a mapping entry': misplaced,
  'bad indentation of a sequence entry': misplaced,
  'end of the stream or a document separator is expected': misplaced,
  'can not read a block mapping entry; a multiline key may not be an implicit key': lostLine,
  "expected ':' after a mapping key": lostLine,
  'deficient indentation': says('this line must be indented further than the key that it belongs to'),
  'tab characters must not be used in indentation': says('a tab indents this line, where YAML allows only spaces'),
  'missed comma between flow collection entries': says('a comma or a closing bracket is missing before this'),
  "expected the node content, but found ','": says('there is nothing before this comma'),
  'unexpected end of the stream within a flow collection': (text, offset) => ({
    message: 'the bracket that opens here is never closed',
    offset: openingBracket(text) ?? offset,
  }),
  'unexpected end of the stream within a double quoted scalar': unclosed('"'),
  'unexpected end of the document within a double quoted scalar': unclosed('"'),
  'unexpected end of the stream within a single quoted scalar': unclosed("'"),
  'unexpected end of the document within a single quoted scalar': unclosed("'"),
  'name of an alias node must contain at least one character': says(
    'an anchor\'s name must follow "*"; text that begins with "*" needs quotes',
  ),
  'name of an anchor node must contain at least one character': says(
    'a name must follow "&"; text that begins with "&" needs quotes',
  ),
  'duplication of an anchor property': says('a value cannot have two anchors'),
  'duplication of a tag property': says('a value cannot have two tags'),
  'alias node should not have any properties': says('an alias can have no anchor or tag of its own'),
  'unknown escape sequence': (text, offset) => ({
    message: `"\\${text[offset] ?? ''}" means nothing in double quotes; use single quotes, or write the backslash twice`,
  }),
  'expected hexadecimal character': says('an escape such as \\x41 or \\u0041 lacks its hexadecimal digits'),
  'a line break is expected': says('only a comment may follow "|" or ">" on its line'),
  'bad explicit indentation width of a block scalar; it cannot be less than one': says(
    'the number behind "|" or ">" must be from 1 to 9',
  ),
  'repeat of a chomping mode identifier': says('"+" or "-" may stand only once behind "|" or ">"'),
  'repeat of an indentation width identifier': says('only one digit may stand behind "|" or ">"'),
  'the stream contains non-printable characters': unprintable,
  'expected valid JSON character': unprintable,
  'a whitespace character is expected after the key-value separator within a block mapping': says(
    'a space is missing behind the colon',
  ),
}

function says(message: string): Explain {
  return () => ({ message })
}

function unclosed(quote: string): Explain {
  return (text, offset) => ({
    message: 'the quote that opens here is never closed',
    offset: openingQuote(text, quote) ?? offset,
  })
}

/** Text where none can be: an indentation that fits nothing, or more on a line than one value. */
function misplaced(text: string, offset: number): ReturnType<Explain> {
  const character = text[offset] ?? ''
  const before = text.slice(lineAround(text, offset).start, offset)
  if (character === ':') {
    const key = /[^\s:]/.exec(before)
    if (key && !before.includes(': ')) return lostLine(text, offset)
    return { message: 'text that holds a colon and a space needs quotes' }
  }
  if ('@`%'.includes(character) && character !== '')
    return { message: `text that begins with "${character}" needs quotes` }
  if (character === ']' || character === '}') return { message: `nothing is open that "${character}" could close` }
  if (before === '') return { message: 'what stands above ends before this line; another document needs a line "---"' }
  if (before.trim() === '') return { message: 'this line is indented unlike those that it belongs to' }
  if (/^-\s/.test(text.slice(offset, offset + 2))) return { message: 'a list must begin on the line below its key' }
  if (/["']\s*$/.test(before)) return { message: 'text follows the closing quote of this value' }
  const nested = /^[^\s#'"][^#'"]*?:\s/.test(text.slice(offset, lineAround(text, offset).end))
  const message = nested
    ? 'text that holds a colon and a space needs quotes'
    : 'the value of this line ends before this'
  return { message }
}

/** A line that is no key: the parser takes it for the beginning of the next one, and fails only there. */
function lostLine(text: string, offset: number): ReturnType<Explain> {
  let { start, end } = lineAround(text, offset)
  if (text[offset] === ':' && text.slice(start, offset).trim() !== '' && /^\s+\S/.test(text.slice(start, end))) {
    return { message: 'this line is indented unlike those that it belongs to', offset: start + indentOf(text, start) }
  }
  while (start > 0) {
    ;({ start, end } = lineAround(text, start - 1))
    const line = text.slice(start, end).trim()
    if (line !== '' && !line.startsWith('#')) break
  }
  const line = text.slice(start, end)
  const colon = /^\s*[\w.-]+:(?=\S)/.exec(line)
  return colon
    ? { message: 'a space is missing behind the colon', offset: start + colon[0].length }
    : { message: 'this line is neither "key: value" nor a list item', offset: start + indentOf(text, start) }
}

function unprintable(text: string, offset: number): ReturnType<Explain> {
  const code = text.codePointAt(offset) ?? 0
  const name = code.toString(16).toUpperCase().padStart(4, '0')
  return { message: `the character U+${name} cannot stand here; write it as "\\u${name}" in double quotes` }
}

/** Where the quote stands that a text ends within. A quote that is doubled or behind a backslash closes nothing. */
function openingQuote(text: string, quote: string): number | undefined {
  const runs = quote === '"' ? /\\.|"/gs : /'+/g
  let opening: number | undefined
  for (let match = runs.exec(text); match; match = runs.exec(text)) {
    if (quote === '"' ? match[0] === '"' : match[0].length % 2 === 1) opening = match.index
  }
  return opening
}

/** The last bracket that nothing closes; quotes and comments are passed over as well as one can from behind. */
function openingBracket(text: string): number | undefined {
  let closed = 0
  const plain = blank(text)
  for (let i = plain.length - 1; i >= 0; i--) {
    const character = plain[i]
    if (character === ']' || character === '}') closed++
    else if ((character === '[' || character === '{') && closed-- === 0) return i
  }
  return undefined
}

/**
 * The text with quoted text and comments blanked out. A pattern for all of it would begin again at each quote of a long
 * text that is never closed, and run out of stack.
 */
function blank(text: string): string {
  const opening = /["']|(?<=\s)#/g
  let plain = ''
  let done = 0
  let unclosedTo = 0
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const at = match.index
    if (match[0] === '"' && at < unclosedTo) continue
    const { end, isClosed } = ends[match[0]]?.(text, at + 1) ?? { end: at, isClosed: false }
    if (isClosed) {
      plain += text.slice(done, at) + ' '.repeat(end - at)
      done = opening.lastIndex = end
    } else if (match[0] === '"') unclosedTo = end
  }
  return plain + text.slice(done)
}

type End = (text: string, from: number) => { readonly end: number; readonly isClosed: boolean }

/** Where what a character opens comes to its end, on the same line. */
const ends: Readonly<Record<string, End>> = {
  '#': (text, from) => {
    const rest = /.*/y
    rest.lastIndex = from
    rest.test(text)
    return { end: rest.lastIndex, isClosed: true }
  },
  "'": (text, from) => {
    const end = text.indexOf("'", from)
    return { end: end + 1, isClosed: end !== -1 && !text.slice(from, end).includes('\n') }
  },
  '"': (text, from) => {
    const stop = /\\.|["\\\n]/g
    stop.lastIndex = from
    for (let match = stop.exec(text); match; match = stop.exec(text))
      if (match[0].length === 1) return { end: stop.lastIndex, isClosed: match[0] === '"' }
    return { end: text.length, isClosed: false }
  },
}

function lineAround(text: string, offset: number): { start: number; end: number } {
  const at = Math.min(offset, text.length)
  const start = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1
  const rest = /[\r\n]/g
  rest.lastIndex = at
  return { start: at === 0 ? 0 : start, end: rest.exec(text)?.index ?? text.length }
}

function indentOf(text: string, start: number): number {
  return /^[ \t\uFEFF]*/.exec(text.slice(start, start + 200))?.[0].length ?? 0
}
