import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brokenYaml, yamlDocument } from '../../test/documents.ts'
import { WarrantError } from '../errors/index.ts'
import { formatPath, readYaml, resolvePlain, type YamlLimits } from './index.ts'

function values(text: string): unknown[] {
  const { documents, errors } = readYaml('a.yaml', text)
  if (errors[0]) throw errors[0]
  return documents.map((document) => JSON.parse(JSON.stringify(document.value)) as unknown)
}

function errorsOf(text: string, limits?: YamlLimits): string[] {
  return readYaml('a.yaml', text, limits).errors.map(
    ({ code, message, place }) => `${place.document}:${place.line}:${place.column} ${code} ${message}`,
  )
}

describe('scalars are read as Kubernetes reads YAML 1.1', () => {
  it.each([
    ['yes', true],
    ['off', false],
    ['TRUE', true],
    ['y', true],
    ['n', false],
    ['0644', 420],
    ['0o644', 420],
    ['0x1F', 31],
    ['0b11', 3],
    ['1_000', 1000],
    ['08', 8],
    ['1:30', '1:30'],
    ['1e3', 1000],
    ['.5', 0.5],
    ['~', null],
    ['Null', null],
    ['', null],
    ['2001-01-01', '2001-01-01'],
    ['"yes"', 'yes'],
    ["'0644'", '0644'],
    ['!!str 1', '1'],
    ['!!int "3"', 3],
    ['!!binary aGk=', 'hi'],
    ['!custom x', 'x'],
  ])('%s', (written, value) => {
    expect(values(`a: ${written}`)).toEqual([{ a: value }])
  })
})

describe('documents', () => {
  it.each([
    ['a marker within a block scalar', 'a: |\n  x\n  ---\n  y\n', [{ a: 'x\n---\ny\n' }]],
    ['a comment behind the marker', 'a: 1\n--- # next\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['an end marker', 'a: 1\n...\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['a directive', '%YAML 1.1\n---\na: 1\n', [{ a: 1 }]],
    ['a stream of JSON', '{"a": 1}\n{"b": "c\\/d"}', [{ a: 1 }, { b: 'c/d' }]],
    ['a byte order mark', '\uFEFFa: 1\n', [{ a: 1 }]],
    ['CRLF', 'a: |\r\n  x\r\nb: "y\r\n  z"\r\n', [{ a: 'x\n', b: 'y z' }]],
    [
      'continuation lines that are indented too little',
      'a:\n  b: "x\n y"\nc: [1,\n2]\n',
      [{ a: { b: 'x y' }, c: [1, 2] }],
    ],
    ['a block scalar that ends with the text', 'a: |\n  x', [{ a: 'x' }]],
    [
      'merge keys in the order of the document',
      'x: &x {a: 1, b: 2}\nz:\n  a: 5\n  <<: *x\n  b: 3\n',
      [{ x: { a: 1, b: 2 }, z: { a: 1, b: 3 } }],
    ],
    ['the last of two keys', 'a: 1\na: 2\n', [{ a: 2 }]],
    [
      'keys that objects have of themselves',
      '__proto__: 1\nconstructor: 2\n',
      [JSON.parse('{"__proto__": 1, "constructor": 2}')],
    ],
  ])('%s', (_, text, expected) => {
    expect(values(text)).toEqual(expected)
  })

  it('counts empty documents', () => {
    const { documents } = readYaml('a.yaml', '---\n---\na: 1\n')
    expect(documents.map(({ index, value }) => [index, value && 'there'])).toEqual([
      [0, null],
      [1, 'there'],
    ])
  })

  it('lists keys that are written again', () => {
    const [document] = readYaml('a.yaml', 'a: {b: 1, b: 2}\nc:\n  - d: 1\n    d: 2\n').documents
    expect(document?.duplicatePaths().map(formatPath)).toEqual(['a.b', 'c[0].d'])
  })
})

describe('errors', () => {
  it.each([
    ['a bracket that is not closed', 'a: 1\n---\nb: [1\n', /^1:(?:3:6|4:1) yaml-syntax /],
    ['a value behind a quoted one', 'a: 1\n---\nb: "x" y\n---\nc: 1\n', /^1:3:8 yaml-syntax /],
    ['an anchor that is not there', 'a: *b\n', /^0:1:4 yaml-syntax unknown anchor "b"/],
    ['a template that has to be rendered', 'a: {{ .Values.a }}\n', /^0:1:\d+ yaml-unsupported .*template/],
    ['base64 that is none', 'a: !!binary "%%"\n', /^0:1:4 yaml-syntax "%%" is not a !!binary/],
    ['a merge of a scalar', 'a:\n  <<: 1\n', /^0:2:7 yaml-syntax a merge key needs a mapping/],
    ['a tab for indentation', 'a:\n\tb: 1\n', /^0:2:\d+ yaml-syntax/],
  ])('%s', (_, text, error) => {
    expect(errorsOf(text).join('\n')).toMatch(error)
  })

  it('refuses what is nested too deep, and names the limit', () => {
    expect(errorsOf('['.repeat(300)).join()).toMatch(/yaml-limit .*200/)
  })

  it('refuses aliases that expand too far, and names the limit', () => {
    const levels = 'abcdefghij'.split('').map(
      (name, i, all) =>
        `${name}: &${name} [${
          i === 0
            ? 'x'
            : Array(9)
                .fill(`*${all[i - 1]}`)
                .join(',')
        }]`,
    )
    expect(errorsOf(levels.join('\n'), { depth: 200, expandedNodes: 10_000 }).join()).toMatch(
      /yaml-limit aliases expand to more than 10000 nodes/,
    )
  })

  it('lets a broken document hide nothing else', () => {
    const { documents, errors } = readYaml('a.yaml', 'a: 1\n---\nb: [\n---\nc: 3\n')
    expect(documents.map(({ index, value }) => [index, value])).toEqual([
      [0, { a: 1 }],
      [2, { c: 3 }],
    ])
    expect(errors.map(({ place }) => place.document)).toEqual([1])
  })
})

describe('any text', () => {
  it('gives documents and errors, never something thrown', () => {
    fc.assert(
      fc.property(fc.oneof(brokenYaml, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
        for (const error of readYaml('a.yaml', text).errors) {
          expect(error).toBeInstanceOf(WarrantError)
          expect(error.place.line).toBeGreaterThan(0)
        }
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 500) },
    )
  })

  it('has every key and value where the document says that it is', () => {
    fc.assert(
      fc.property(yamlDocument, (text) => {
        const { documents, errors } = readYaml('a.yaml', text)
        expect(errors).toEqual([])
        for (const document of documents) checkPlaces(document.value, [], (path) => document.locate(path), text)
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
    )
  })
})

type Locate = (path: (string | number)[]) => ReturnType<ReturnType<typeof readYaml>['documents'][number]['locate']>

function checkPlaces(value: unknown, path: (string | number)[], locate: Locate, text: string): void {
  if (value === null || typeof value !== 'object') {
    const place = locate(path)
    expect(place.depth).toBe(path.length)
    const written = text.slice(place.value.start, place.value.end)
    // What stands there, read by itself, is the value.
    expect(readYaml('b.yaml', `v: ${written}`).documents[0]?.value).toEqual({ v: value })
    return
  }
  for (const [key, item] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(key) : key
    const { key: place } = locate([...path, step])
    if (!Array.isArray(value)) expect(String(resolvePlain(text.slice(place?.start, place?.end)))).toBe(key)
    checkPlaces(item, [...path, step], locate, text)
  }
}
