import { describe, expect, it } from 'vitest'
import { excluder, isManifestName, shownPath } from './names.ts'

describe('isManifestName', () => {
  it.each(['a.yaml', 'a.YML', '.hidden.json', 'a.b.yaml'])('%s', (name) => expect(isManifestName(name)).toBe(true))
  it.each(['a.yaml.bak', 'yaml', 'a.jsonl', 'a.yaml~', 'a.tpl'])('not %s', (name) => {
    expect(isManifestName(name)).toBe(false)
  })
})

describe('shownPath', () => {
  it.each([
    ['/home/a/b.yaml', false, 'a/b.yaml'],
    ['/home/a/b.yaml', true, 'a/b.yaml'],
    ['/home', false, '.'],
    ['/other/b.yaml', false, '../other/b.yaml'],
    ['/other/b.yaml', true, '/other/b.yaml'],
    ['/home/..b.yaml', true, '..b.yaml'],
  ])('%s, typed as absolute: %s', (path, absolute, shown) => {
    expect(shownPath(path, '/home', absolute)).toBe(shown)
  })
})

describe('excluder', () => {
  it.each([
    ['test', 'a/test/b.yaml', true],
    ['test', 'a/testing/b.yaml', false],
    ['*.tmp.yaml', 'a/b.tmp.yaml', true],
    ['a/b', 'a/b/c/d.yaml', true],
    ['a/b/', 'a/b/c.yaml', true],
    ['./a', 'a/b.yaml', true],
    ['a/b', 'x/a/b/c.yaml', false],
    ['**/b', 'x/a/b/c.yaml', true],
    ['a/**/c.yaml', 'a/x/y/c.yaml', true],
    ['.github', '.github/workflows/ci.yaml', true],
    ['/tmp/a', '/tmp/a/b.yaml', true],
    ['..', '../a.yaml', false],
  ])('%s leaves out %s: %s', (pattern, path, out) => {
    expect(excluder([pattern])(path)).toBe(out)
  })

  it('leaves out nothing without patterns', () => {
    expect(excluder([])('a.yaml')).toBe(false)
  })
})
