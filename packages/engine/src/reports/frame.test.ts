import { describe, expect, it } from 'vitest'
import { LineMap } from '../yaml/index.ts'
import { codeFrame, type FrameOptions, type FramePlace } from './frame.ts'
import { widthOf } from './text.ts'

const frame = (text: string, place: FramePlace, options: Partial<FrameOptions> = {}) =>
  codeFrame(new LineMap(text), place, { color: false, width: 40, ...options })

describe('codeFrame', () => {
  it('marks the place under its line, with the line before', () => {
    expect(frame('spec:\n  hostPID: true\n', { line: 2, column: 3, endLine: 2, endColumn: 16 })).toEqual([
      '1 │ spec:',
      '2 │   hostPID: true',
      '  │   ^^^^^^^^^^^^^',
    ])
  })

  it('leaves away blank lines and document marks at its top', () => {
    expect(frame('---\n\nkind: Pod\n', { line: 3, column: 1 }, { before: 2 })).toEqual(['3 │ kind: Pod', '  │ ^'])
  })

  it('shows nothing before the first line that it may show', () => {
    expect(frame('a: 1\nb: 2\n', { line: 2, column: 1 }, { first: 2 })).toEqual(['2 │ b: 2', '  │ ^'])
  })

  it('marks up to the end of the line what goes on over several', () => {
    expect(frame('a: {\n  b: 1 }', { line: 1, column: 1, endLine: 2, endColumn: 9 }).at(-1)).toBe('  │ ^^^^')
  })

  it('marks wide characters as wide as they are', () => {
    expect(frame('名前: カート # x', { line: 1, column: 1, endLine: 1, endColumn: 8 })).toEqual([
      '1 │ 名前: カート # x',
      `  │ ${'^'.repeat(12)}`,
    ])
  })

  it('shows control characters as characters, and keeps the mark in its place', () => {
    expect(frame('a\u001b[2J\tb: x', { line: 1, column: 7, endLine: 1, endColumn: 8 })).toEqual([
      '1 │ a␛[2J b: x',
      '  │       ^',
    ])
  })

  it('moves deep lines to the left together', () => {
    const deep = ' '.repeat(30)
    expect(frame(`${deep}spec:\n${deep}  hostPID: true`, { line: 2, column: 33, endLine: 2, endColumn: 46 })).toEqual([
      '1 │ spec:',
      '2 │   hostPID: true',
      '  │   ^^^^^^^^^^^^^',
    ])
  })

  it('cuts long lines around the mark', () => {
    const lines = frame(`{ ${'a: 1, '.repeat(50)}hostPID: true, ${'b: 1, '.repeat(50)} }`, {
      line: 1,
      column: 303,
      endLine: 1,
      endColumn: 316,
    })
    expect(lines[0]).toMatch(/^1 │ ….*hostPID: true.*…$/)
    expect(lines[1]?.indexOf('^')).toBe(lines[0]?.indexOf('hostPID'))
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(40)
  })

  it.each([
    ['a line that there is not', { line: 9, column: 1 }],
    ['a column behind the line', { line: 1, column: 99, endLine: 1, endColumn: 120 }],
    ['no column', { line: 1 }],
  ])('stands %s', (_, place) => {
    const lines = frame('a: 1\n', place)
    expect(lines.at(-1)).toMatch(/│ +\^$/)
  })

  it('never splits a character of two units', () => {
    for (let column = 1; column < 80; column++) {
      const text = frame('🔑'.repeat(60), { line: 1, column, endLine: 1, endColumn: column + 2 }).join('\n')
      expect(text.isWellFormed()).toBe(true)
    }
  })
})
