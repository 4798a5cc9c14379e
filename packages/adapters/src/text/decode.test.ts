import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, encode } from './decode.ts'

describe('decode', () => {
  it.each([
    ['nothing', '', 'utf-8', ''],
    ['UTF-8', '6bc3a47365', 'utf-8', 'käse'],
    ['UTF-8 with a mark, which stays', 'efbbbf61', 'utf-8', '\uFEFFa'],
    ['a replacement character that was written', 'efbfbd61', 'utf-8', '\uFFFDa'],
    ['UTF-16, little end first', 'fffe6100e4003ed8c0dd', 'utf-16le', '\uFEFFaä\u{1F9C0}'],
    ['UTF-16, big end first', 'feff006100e4d83eddc0', 'utf-16be', '\uFEFFaä\u{1F9C0}'],
    ['a replacement character that was written in UTF-16', 'fffefdff', 'utf-16le', '\uFEFF\uFFFD'],
  ])('reads %s', (_, hex, encoding, text) => {
    const bytes = Buffer.from(hex, 'hex')
    expect(decode(bytes)).toEqual({ kind: 'text', text, encoding })
    expect(encode(text, encoding as 'utf-8')).toEqual(bytes)
  })

  it.each([
    ['a stray byte', '61620a6bff', { offset: 4, line: 2, column: 2 }],
    ['a byte after a replacement character that was written', 'efbfbdff', { offset: 3, line: 1, column: 2 }],
    ['a character cut short', '61c3', { offset: 1, line: 1, column: 2 }],
    ['a surrogate in UTF-8', 'eda080', { offset: 0, line: 1, column: 1 }],
    ['a lone surrogate', 'fffe61003ed86100', { offset: 4, line: 1, column: 2 }],
    ['half a unit of UTF-16', 'fffe610062', { offset: 4, line: 1, column: 2 }],
    ['UTF-32', 'fffe000061000000', { offset: 0, line: 1, column: 1 }],
    ['UTF-32, big end first', '0000feff00000061', { offset: 0, line: 1, column: 1 }],
  ])('never guesses at %s', (_, hex, place) => {
    expect(decode(Buffer.from(hex, 'hex'))).toMatchObject({ kind: 'invalid', ...place })
  })

  it.each([
    ['UTF-8', '610062', 1],
    ['UTF-16', 'fffe61000000', 4],
  ])('takes a NUL in %s for a sign of a binary file', (_, hex, offset) => {
    expect(decode(Buffer.from(hex, 'hex'))).toEqual({ kind: 'binary', offset })
  })

  it('is undone by encode, for whatever bytes it takes for text', () => {
    const marks = fc.constantFrom('', 'efbbbf', 'fffe', 'feff').map((hex) => Buffer.from(hex, 'hex'))
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array)),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
      fc.string({ unit: 'binary' }).map((text) => Buffer.from(text, 'utf16le')),
    )
    let texts = 0
    fc.assert(
      fc.property(marks, bytes, (mark, rest) => {
        const all = Buffer.concat([mark, rest])
        const decoded = decode(all)
        if (decoded.kind !== 'text') return
        texts++
        expect(encode(decoded.text, decoded.encoding)).toEqual(all)
      }),
    )
    expect(texts).toBeGreaterThan(10)
  })
})
