import { type Composed, newObject } from './composed.ts'
import type { YamlLimits } from './limits.ts'
import { resolvePlain } from './resolve.ts'
import { SharedStrings } from './shared-strings.ts'
import type { Chunk } from './split.ts'
import { FLAG_FLOW, FLAG_QUOTED, NODE_MAPPING, NODE_SCALAR, NODE_SEQUENCE } from './tape.ts'
import { TapeWriter } from './tape-writer.ts'

/**
 * Reads a chunk that holds one JSON object or array, just as `compose` does but several times faster and with little
 * garbage: the objects of a whole cluster come as one such text. Gives undefined for all else, broken JSON included,
 * which is for the YAML parser to read or to refuse, so that no message depends on the way that a text took.
 */
export function composeJson(text: string, { start, end }: Chunk, limits: YamlLimits): Composed | undefined {
  lead.lastIndex = start
  if (!lead.test(text) || lead.lastIndex >= end) return undefined
  return new JsonReader(text, lead.lastIndex, end, limits).read()
}

/**
 * What may stand before the brackets. They have to begin the first line or a later one: where they are indented, the
 * YAML parser wants the lines between them to be indented too.
 */
const lead = /\uFEFF?(?:---(?=[ \t\r\n]))?(?:[ \t]*|[ \t\r\n]*[\r\n])(?=[{[])/y
const escape = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y

const QUOTE = 34
const COMMA = 44
const POINT = 46
const ZERO = 48
const NINE = 57
const COLON = 58
const CAPITAL_E = 69
const OPENING_BRACKET = 91
const BACKSLASH = 92
const CLOSING_BRACKET = 93
const LETTER_E = 101
const LETTER_F = 102
const LETTER_N = 110
const LETTER_T = 116
const OPENING_BRACE = 123
const CLOSING_BRACE = 125

/** How much JSON has a node at the least; a tape that is made too long costs no memory where it is not written. */
const charactersPerNode = 8
/** What is nested deeper is left to the YAML parser, which knows what to say when the stack ends. */
const deepest = 1000

/** Each method that reads gives undefined where the text is no JSON; then the reader is of no more use. */
class JsonReader {
  readonly #text: string
  readonly #end: number
  readonly #depth: number
  readonly #tape: TapeWriter
  readonly #strings: SharedStrings
  readonly #duplicates: { key: string; offset: number }[] = []
  readonly #keys = new Map<number, string>()
  /** The items of all arrays that are being read; each array is cut from it in its final size. */
  readonly #items: unknown[] = []
  #itemCount = 0
  #at: number
  /** Whether the string that was read last is written with escapes. */
  #escaped = false

  constructor(text: string, start: number, end: number, limits: YamlLimits) {
    this.#text = text
    this.#at = start
    this.#end = end
    this.#depth = Math.min(limits.depth, deepest)
    this.#tape = new TapeWriter(Math.ceil((end - start) / charactersPerNode))
    this.#strings = new SharedStrings(text, end - start)
  }

  read(): Composed | undefined {
    const value = this.#value(this.#skipSpace(), 1)
    if (value === undefined) return undefined
    this.#skipSpace()
    if (this.#at !== this.#end) return undefined
    return {
      value,
      tape: this.#tape.finish(),
      properties: new Map(),
      aliases: new Map(),
      duplicates: this.#duplicates,
      keys: this.#keys,
    }
  }

  /** Reads a value that begins with this character. Levels count from 1, as those that js-yaml limits. */
  #value(first: number, level: number): unknown {
    if (level >= this.#depth) return undefined
    switch (first) {
      case QUOTE:
        return this.#quoted()
      case OPENING_BRACE:
        return this.#object(level)
      case OPENING_BRACKET:
        return this.#array(level)
      case LETTER_T:
        return this.#word('true', true)
      case LETTER_F:
        return this.#word('false', false)
      case LETTER_N:
        return this.#word('null', null)
      default:
        return this.#number(first)
    }
  }

  #object(level: number): object | undefined {
    const index = this.#tape.add(NODE_MAPPING | FLAG_FLOW, this.#at, this.#at)
    const target = new newObject()
    let code = this.#next()
    if (code !== CLOSING_BRACE) {
      for (;;) {
        if (!this.#pair(code, target, level + 1)) return undefined
        code = this.#skipSpace()
        if (code !== COMMA) break
        code = this.#next()
      }
      if (code !== CLOSING_BRACE) return undefined
    }
    this.#tape.close(index, ++this.#at)
    return target
  }

  /** Reads a key and its value into an object. False where there is none. */
  #pair(first: number, target: Record<string, unknown>, level: number): boolean {
    if (first !== QUOTE) return false
    const start = this.#at
    const key = this.#string()
    if (key === undefined) return false
    const index = this.#tape.add(NODE_SCALAR | FLAG_QUOTED, start, this.#at)
    if (this.#escaped) this.#keys.set(index, key)
    // No value is undefined, and the object has no prototype that could lend it one.
    if (target[key] !== undefined) this.#duplicates.push({ key, offset: start })
    if (this.#skipSpace() !== COLON) return false
    const value = this.#value(this.#next(), level)
    if (value === undefined) return false
    target[key] = value
    return true
  }

  #array(level: number): unknown[] | undefined {
    const index = this.#tape.add(NODE_SEQUENCE | FLAG_FLOW, this.#at, this.#at)
    const from = this.#itemCount
    let code = this.#next()
    if (code !== CLOSING_BRACKET) {
      for (;;) {
        const value = this.#value(code, level + 1)
        if (value === undefined) return undefined
        this.#items[this.#itemCount++] = value
        code = this.#skipSpace()
        if (code !== COMMA) break
        code = this.#next()
      }
      if (code !== CLOSING_BRACKET) return undefined
    }
    this.#tape.close(index, ++this.#at)
    const items = this.#items.slice(from, this.#itemCount)
    this.#itemCount = from
    return items
  }

  #quoted(): string | undefined {
    const start = this.#at
    const value = this.#string()
    this.#tape.add(NODE_SCALAR | FLAG_QUOTED, start, this.#at)
    return value
  }

  /** Reads the string whose quote is here, without a node for it. */
  #string(): string | undefined {
    const text = this.#text
    const end = this.#end
    const start = this.#at + 1
    let hash = 0
    this.#escaped = false
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at)
      if (code === QUOTE) {
        this.#at = at + 1
        // What has been found to be a JSON string by itself is never refused.
        if (this.#escaped) return JSON.parse(text.slice(start - 1, at + 1)) as string
        return this.#strings.cut(start, at, hash)
      }
      if (code === BACKSLASH) {
        escape.lastIndex = at
        if (!escape.test(text)) return undefined
        this.#escaped = true
        at = escape.lastIndex - 1
      } else if (code < 32) return undefined
      hash = (Math.imul(hash, 31) + code) | 0
    }
    return undefined
  }

  #word<Value>(word: string, value: Value): Value | undefined {
    if (!this.#text.startsWith(word, this.#at)) return undefined
    this.#plain(this.#at + word.length)
    return value
  }

  #number(first: number): unknown {
    const text = this.#text
    const start = this.#at
    if (first > ZERO && first <= NINE) {
      let at = start
      let code = first
      let value = 0
      for (; code >= ZERO && code <= NINE; code = text.charCodeAt(++at)) value = value * 10 + code - ZERO
      const isInteger = code !== POINT && code !== LETTER_E && code !== CAPITAL_E
      if (isInteger && value <= Number.MAX_SAFE_INTEGER) {
        this.#plain(at)
        return value
      }
    }
    number.lastIndex = start
    if (!number.test(text)) return undefined
    this.#plain(number.lastIndex)
    return resolvePlain(text.slice(start, number.lastIndex))
  }

  #plain(end: number): void {
    this.#tape.add(NODE_SCALAR, this.#at, end)
    this.#at = end
  }

  /** The first character behind this one that is not white space. */
  #next(): number {
    this.#at++
    return this.#skipSpace()
  }

  /** The first character from here on that is not white space. */
  #skipSpace(): number {
    const text = this.#text
    let at = this.#at
    let code = text.charCodeAt(at)
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++at)
    this.#at = at
    return code
  }
}
