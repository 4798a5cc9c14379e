import { isUtf8 } from 'node:buffer'

/** The encodings that a YAML stream may have here. A byte order mark stays in the text, so that nothing is lost. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

export type Decoded =
  | { readonly kind: 'text'; readonly text: string; readonly encoding: Encoding }
  /** The bytes hold a NUL, which no YAML or JSON text does. */
  | { readonly kind: 'binary'; readonly offset: number }
  | {
      readonly kind: 'invalid'
      readonly message: string
      readonly offset: number
      readonly line: number
      readonly column: number
    }

/**
 * Decodes a stream as YAML does: UTF-16 when a byte order mark says so, else UTF-8. Bytes that do not belong to the
 * encoding are never replaced, since a text written back would differ where nothing was edited.
 * Source: YAML 1.2.2 section 5.2; kubectl reads no UTF-32.
 */
export function decode(bytes: Buffer): Decoded {
  const first = bytes[0]
  const second = bytes[1]
  if (first === 0xff && second === 0xfe && bytes[2] === 0 && bytes[3] === 0) return utf32()
  if (first === 0xff && second === 0xfe) return decodeUtf16(bytes, 'utf-16le')
  if (first === 0xfe && second === 0xff) return decodeUtf16(bytes, 'utf-16be')
  if (first === 0 && second === 0 && bytes[2] === 0xfe && bytes[3] === 0xff) return utf32()
  const nul = bytes.indexOf(0)
  if (nul !== -1) return { kind: 'binary', offset: nul }
  const text = bytes.toString('utf8')
  return isUtf8(bytes) ? { kind: 'text', text, encoding: 'utf-8' } : invalidUtf8(bytes, text)
}

/** The bytes of a text. The inverse of `decode`, byte for byte. */
export function encode(text: string, encoding: Encoding = 'utf-8'): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8')
  const bytes = Buffer.from(text, 'utf16le')
  return encoding === 'utf-16be' ? bytes.swap16() : bytes
}

function decodeUtf16(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
  const nul = text.indexOf('\0')
  if (nul !== -1) return { kind: 'binary', offset: nul * 2 }
  for (let i = text.indexOf('\uFFFD'); i !== -1; i = text.indexOf('\uFFFD', i + 1)) {
    const offset = i * 2
    const unit = offset + 1 < bytes.length ? bytes.readUInt16LE(offset) : -1
    if (unit !== (encoding === 'utf-16le' ? 0xfffd : 0xfdff)) {
      return invalid(`the two bytes at offset ${offset} are no UTF-16`, offset, text.slice(0, i))
    }
  }
  return { kind: 'text', text, encoding }
}

/** Each stretch of bad bytes became one U+FFFD, so that the text before it tells how many bytes were good. */
function invalidUtf8(bytes: Buffer, text: string): Decoded {
  let offset = 0
  let from = 0
  for (let i = text.indexOf('\uFFFD'); i !== -1; i = text.indexOf('\uFFFD', from)) {
    offset += Buffer.byteLength(text.slice(from, i))
    const written = bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd
    if (!written) {
      const byte = (bytes[offset] ?? 0).toString(16).padStart(2, '0')
      return invalid(`the byte 0x${byte} at offset ${offset} is no UTF-8`, offset, text.slice(0, i))
    }
    offset += 3
    from = i + 1
  }
  return invalid('the bytes are no UTF-8', 0, '')
}

function invalid(message: string, offset: number, before: string): Decoded {
  const lines = before.split(/\r\n|\n|\r/)
  const column = (lines.at(-1)?.replace(/^\uFEFF/, '').length ?? 0) + 1
  return { kind: 'invalid', message, offset, line: lines.length, column }
}

function utf32(): Decoded {
  return { kind: 'invalid', message: 'UTF-32 is not read; save the file as UTF-8', offset: 0, line: 1, column: 1 }
}
