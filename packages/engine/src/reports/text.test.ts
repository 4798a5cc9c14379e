import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { wrapCommand } from './commands.ts'
import { count, enumerate, pad, shellWord, visible, widthOf, wrap } from './text.ts'

describe('visible', () => {
  it.each([
    ['\u001b[31m', '␛[31m'],
    ['a\r\nb', 'a␍␊b'],
    ['a\tb', 'a b'],
    ['\u007f', '␡'],
    ['\u009b2J', '<U+009B>2J'],
    ['\u202egnp.exe', '<U+202E>gnp.exe'],
    ['カート é 🔑', 'カート é 🔑'],
  ])('writes %j as %j', (text, shown) => {
    expect(visible(text)).toBe(shown)
  })
})

describe('shellWord', () => {
  it.each([
    ['deploy/cart.yaml', 'deploy/cart.yaml'],
    ['a b', `'a b'`],
    [`it's`, String.raw`'it'\''s'`],
    ['', `''`],
    ['a\u001b\t\\', String.raw`$'a\x1b\x09\\'`],
  ])('writes %j as %s', (word, written) => {
    expect(shellWord(word)).toBe(written)
  })

  it.skipIf(spawnSync('bash', ['--version']).status !== 0)('is read by a shell as the word that it was', () => {
    for (const word of ['a b', `it's`, '$HOME `x` "y"', "a\u001b[2J\r\n\t\\'b", '\u007f1', '-n', 'カート*?[']) {
      const { stdout } = spawnSync('bash', ['-c', `printf '%s' ${shellWord(word)}`], { encoding: 'utf8' })
      expect(stdout).toBe(word)
    }
  })
})

it('wrap breaks at spaces, and words that are too long for a line', () => {
  expect(wrap('one two three', 10)).toEqual(['one two', 'three'])
  for (const line of wrap(`カート${'x'.repeat(30)} カートカートカート`, 12))
    expect(widthOf(line)).toBeLessThanOrEqual(12)
})

it('wrapCommand breaks between parts, so that the lines can be copied', () => {
  expect(wrapCommand(['warrant fix', 'deploy/cart.yaml', '--include evidence', '--diff'], 40)).toEqual([
    'warrant fix deploy/cart.yaml \\',
    '  --include evidence --diff',
  ])
})

it('pad, count and enumerate', () => {
  expect(pad('カ', 4)).toBe('カ  ')
  expect([count(1, 'finding'), count(1200, 'finding'), count(2, 'entry', 'entries')]).toEqual([
    '1 finding',
    '1,200 findings',
    '2 entries',
  ])
  expect(enumerate([])).toBe('')
  expect(enumerate(['a'])).toBe('a')
  expect(enumerate(['a', 'b', 'c'])).toBe('a, b and c')
  // Naming one more takes no more room than counting it.
  expect(enumerate(['a', 'b', 'c'], 2)).toBe('a, b and c')
  expect(enumerate(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more')
})
