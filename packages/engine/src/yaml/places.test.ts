import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { yamlDocument } from '../../test/documents.ts'
import { oddStream } from '../../test/odd-documents.ts'
import { type Path, readYaml, type YamlDocument } from './index.ts'

/** The text of the key and of the value that a path leads to. */
function marked(document: YamlDocument, path: Path): [key: string | undefined, value: string] {
  const { key, value } = document.locate(path)
  const { text } = document.source
  return [key && text.slice(key.start, key.end), text.slice(value.start, value.end)]
}

describe('keys and values stand where the document says', () => {
  it.each<[string, string, Path, string | undefined, string]>([
    ['a plain value', 'a: x y  # c\n', ['a'], 'a', 'x y'],
    ['quotes, which belong to the value', "\"k e\": 'it''s'\n", ['k e'], '"k e"', "'it''s'"],
    ['a value over several lines', 'a: x\n  y\nb: 1\n', ['a'], 'a', 'x\n  y'],
    ['a block scalar without its last line end', 'a: |-  # c\n  x\n\n  y\n\nb: 1\n', ['a'], 'a', '|-  # c\n  x\n\n  y'],
    ['a kept block scalar with its blank lines', 'a: |+\n  x\n\nb: 1\n', ['a'], 'a', '|+\n  x\n'],
    ['a value that is not written', 'a:  # c\nb: 1\n', ['a'], 'a', ''],
    ['a block mapping', 'a:\n  b: 1\n  c: 2  # c\nd: 3\n', ['a'], 'a', 'b: 1\n  c: 2'],
    ['a list that is not indented', 'a:\n- x\n- y\nb: 1\n', ['a'], 'a', '- x\n- y'],
    ['an item of a list', 'a:\n- x\n-   b: 1\n    c: 2\n', ['a', 1], undefined, 'b: 1\n    c: 2'],
    ['a list in a list', '- - x\n  - y\n', [0, 1], undefined, 'y'],
    ['a flow mapping with its brackets', 'a: { b: [1, 2] , }  # c\n', ['a'], 'a', '{ b: [1, 2] , }'],
    ['a flow list over lines', 'a: [\n  1, # ]\n  2\n]\n', ['a'], 'a', '[\n  1, # ]\n  2\n]'],
    ['a value behind an anchor and a tag', 'a: &x !!str 1\n', ['a'], 'a', '1'],
    ['what an alias stands for', 'a: &x {b: 1}\nc: *x\n', ['c', 'b'], 'b', '1'],
    ['what a merge brings in', 'a: &x {b: 1}\nc:\n  <<: *x\n', ['c', 'b'], 'b', '1'],
    ['a key of its own beside a merge', 'a: &x {b: 1}\nc:\n  <<: *x\n  b: 2\n', ['c', 'b'], 'b', '2'],
    ['the last of two keys', 'a: 1\na: 2\n', ['a'], 'a', '2'],
    ['the nearest place above one that is missing', 'a:\n  b: 1\n', ['a', 'c', 'd'], 'a', 'b: 1'],
    ['JSON', '{"a": {"b": "x"}}', ['a', 'b'], '"b"', '"x"'],
    ['a text with a byte order mark and CRLF', '\uFEFFa:\r\n  b: x\r\n', ['a', 'b'], 'b', 'x'],
    ['what follows tabs in a flow list', 'a:\n  b: [1,\t2,\t"x\ty"]\n', ['a', 'b', 2], undefined, '"x\ty"'],
    ['a continuation that is indented too little', 'a:\n  b: "x\n y"\nc: z\n', ['a', 'b'], 'b', '"x\n y"'],
  ])('%s', (_, text, path, key, value) => {
    const { documents, errors } = readYaml('a.yaml', text)
    expect(errors).toEqual([])
    expect(documents[0] && marked(documents[0], path)).toEqual([key, value])
  })

  it('finds any item of a long list', () => {
    const items = Array.from({ length: 200 }, (_, i) => ({
      name: `item-${i}`,
      inner: Array.from({ length: 100 }, (_x, j) => j),
    }))
    const [document] = readYaml('a.yaml', JSON.stringify({ items })).documents
    for (let i = 0; i < 200; i++) {
      expect(document && marked(document, ['items', i, 'name'])[1]).toBe(`"item-${i}"`)
      expect(document && marked(document, ['items', i, 'inner', i % 100])[1]).toBe(`${i % 100}`)
    }
    expect(document?.locate(['items', 200]).depth).toBe(1)
    expect(document?.locate(['items', -1]).depth).toBe(1)
  })

  it('counts lines and columns from 1, without the byte order mark', () => {
    const [, second] = readYaml('a.yaml', '\uFEFFa: 1\r\n---\r\nb:\r\n  c: x\r\n').documents
    expect(second?.position(second.locate(['b', 'c']).value.start)).toEqual({ line: 4, column: 6 })
    const [first] = readYaml('a.yaml', '\uFEFFa: 1\n').documents
    expect(first?.position(first.locate(['a']).value.start)).toEqual({ line: 1, column: 4 })
  })
})

describe('any document', () => {
  it('has every key and value where the document says that it is', () => {
    fc.assert(
      fc.property(fc.oneof(yamlDocument, oddStream), (text) => {
        const { documents, errors } = readYaml('a.yaml', text)
        expect(errors).toEqual([])
        for (const document of documents) checkPlaces(document, document.value, [])
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
    )
  })
})

function checkPlaces(document: YamlDocument, value: unknown, path: Path): void {
  const place = document.locate(path)
  expect(place.depth).toBe(path.length)
  const written = marked(document, path)[1]
  if (written.startsWith('*')) return // an alias stands where it is written; what it stands for is elsewhere
  if (value === null || typeof value !== 'object') {
    // What stands there, read by itself, is the value.
    const end = place.value.end === document.source.text.length ? '' : '\n'
    expect(valueOf(`v: ${written}${end}`)).toEqual({ v: value })
    return
  }
  for (const [key, item] of Object.entries(value)) {
    const below = [...path, Array.isArray(value) ? Number(key) : key]
    if (!Array.isArray(value)) expect(valueOf(`${marked(document, below)[0]}: 1`)).toEqual({ [key]: 1 })
    checkPlaces(document, item, below)
  }
}

function valueOf(text: string): unknown {
  return readYaml('b.yaml', text).documents[0]?.value
}
