import { expect, it } from 'vitest'
import { applyEdits } from './index.ts'

it('adds several keys to one mapping, and to one that is not there yet', () => {
  const source = 'a:\n  b: 1\n'
  expect(
    applyEdits(source, [
      { document: 0, op: 'set', path: ['a', 'c'], value: 2 },
      { document: 0, op: 'set', path: ['a', 'd'], value: 3 },
      { document: 0, op: 'set', path: ['e', 'f'], value: 4 },
      { document: 0, op: 'set', path: ['e', 'g'], value: 5 },
    ]),
  ).toBe('a:\n  b: 1\n  c: 2\n  d: 3\ne:\n  f: 4\n  g: 5\n')
})

it('removes items of a list though a key is removed between them', () => {
  const source = 'list:\n  - x\n  - y\n  - z\nkey: 1\nother: 2\n'
  expect(
    applyEdits(source, [
      { document: 0, op: 'delete', path: ['list', 0] },
      { document: 0, op: 'delete', path: ['key'] },
      { document: 0, op: 'delete', path: ['list', 1] },
    ]),
  ).toBe('list:\n  - z\nother: 2\n')
})
