import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'

/**
 * C0 and C1 controls, line separators and the marks that turn the direction of text. What is printed comes from files of
 * strangers: none of it may move the cursor, change colours or show a line other than it is (CVE-2021-42574).
 */
const unprintable = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu

/** The text with every character visible that would do something to a terminal or hide something from the reader. */
export function visible(text: string): string {
  return text.replace(unprintable, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code === 9) return ' '
    if (code < 32) return String.fromCodePoint(0x2400 + code)
    return code === 127 ? '\u2421' : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
  })
}

/** Columns that a text takes on a terminal. */
export function widthOf(text: string): number {
  return stringWidth(text)
}

/** Breaks a plain text into lines of a width, at spaces where there are any. */
export function wrap(text: string, width: number): string[] {
  return wrapAnsi(text, Math.max(width, 10), { hard: true }).split('\n')
}

/** Fills a text up with spaces to a width. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(width - widthOf(text), 0))
}

/** A count with its noun: `1 finding`, `12 findings`. */
export function count(number: number, noun: string, plural: string = `${noun}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? noun : plural}`
}

/** A list as people say it: `a`, `a and b`, `a, b and c`, `a, b, c and 4 more`. */
export function enumerate(items: readonly string[], most: number = items.length): string {
  const shown = items.length > most + 1 ? [...items.slice(0, most), `${items.length - most} more`] : items
  if (shown.length < 2) return shown[0] ?? ''
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

/**
 * A word as a shell takes it. Control characters are written as escapes in `$'…'` (POSIX.1-2024, 2.2.4), so that a file's
 * name can still be copied and does nothing to the terminal.
 */
export function shellWord(word: string): string {
  if (word.search(unprintable) !== -1) {
    const escaped = word.replace(/[\\']/g, '\\$&').replace(unprintable, (character) => {
      const code = character.charCodeAt(0)
      // Where \x stands for a byte, bytes from 128 on are no characters of UTF-8.
      return code < 128 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
    })
    return `$'${escaped}'`
  }
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** Where a report's objects came from: ` in 3 files`, or ` of the cluster` when no file was read. */
export function fromText(files: number): string {
  return files === 0 ? ' of the cluster' : ` in ${count(files, 'file')}`
}
