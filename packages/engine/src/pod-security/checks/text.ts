import type { PodContainer } from '../pod.ts'
import type { Offence } from './check.ts'

/** Names in quotes; quotes within are left as they are, as upstream does. */
export function quoted(items: readonly string[]): string {
  return `"${items.join('", "')}"`
}

/** The singular for one, else the plural. */
export function plural(one: string, more: string, count: number): string {
  return count === 1 ? one : more
}

/**
 * `container "a"`, or `containers "a", "b"` in the order of the offences. The offences of a container stand together; it is
 * named once.
 */
export function containersText(offences: readonly Offence[]): string {
  let names = ''
  let count = 0
  let last: PodContainer | undefined
  for (const { container } of offences) {
    if (container === undefined || container === last) continue
    last = container
    names += count === 0 ? `"${container.name}"` : `, "${container.name}"`
    count++
  }
  return count === 1 ? `container ${names}` : `containers ${names}`
}

/** The containers with an offence, each once. */
export function offendersOf(offences: readonly Offence[]): PodContainer[] {
  return [...new Set(offences.flatMap(({ container }) => container ?? []))]
}

/** `pod`, then the containers, then what else is named, joined with `and`. */
export function settersText(offences: readonly Offence[], ...more: string[]): string {
  const setters: string[] = []
  if (offences.some(({ container }) => container === undefined)) setters.push('pod')
  if (offences.some(({ container }) => container !== undefined)) setters.push(containersText(offences))
  return [...setters, ...more].join(' and ')
}

/** The values once each, sorted by their bytes. */
export function sortedOnce(values: readonly string[]): string[] {
  return values.length < 2 ? [...values] : [...new Set(values)].sort(byBytes)
}

/** The values of offences as text, once each, sorted by their bytes. */
export function valuesOf(offences: readonly Offence[]): string[] {
  return sortedOnce(offences.map(({ value }) => String(value ?? '')))
}

/** The order of UTF-8, which is that of code points; JavaScript's own order differs for surrogate pairs. */
export function byBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) === b.charCodeAt(i)) continue
    return (a.codePointAt(i) ?? 0) - (b.codePointAt(i) ?? 0)
  }
  return a.length - b.length
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
}

/** A string as Go's `%q` writes it. Source: golang/go strconv/quote.go. */
export function goQuoted(text: string): string {
  if (/^[ !#-[\]-~]*$/.test(text)) return `"${text}"`
  return `"${text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|["\\]/gu, goEscape)}"`
}

function goEscape(character: string): string {
  const short = shortEscapes[character]
  if (short !== undefined) return short
  const code = character.codePointAt(0) ?? 0
  // Text that is no UTF-16 cannot have come from UTF-8; Go would have read the replacement character.
  if (code >= 0xd800 && code <= 0xdfff) return '\uFFFD'
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`
}
