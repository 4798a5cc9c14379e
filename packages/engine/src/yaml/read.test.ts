import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brokenYaml } from '../../test/documents.ts'
import { oddStream } from '../../test/odd-documents.ts'
import { WarrantError } from '../errors/index.ts'
import { formatPath, readYaml, type YamlLimits } from './index.ts'

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

describe('documents', () => {
  it.each([
    ['a marker within a block scalar', 'a: |\n  x\n  ---\n  y\n', [{ a: 'x\n---\ny\n' }]],
    ['a comment behind the marker', 'a: 1\n--- # next\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['an end marker', 'a: 1\n...\n---\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['a directive', '%YAML 1.1\n---\na: 1\n', [{ a: 1 }]],
    ['an end marker with more behind it', 'a: 1\n...\nb: 2\n', [{ a: 1 }, { b: 2 }]],
    ['content on the line of the marker', '--- {a: 1}\n--- |\n x\n', [{ a: 1 }, 'x\n']],
    ['markers that are none', 'a: ---\nb: x\n  ---\nc: "---"\n', [{ a: '---', b: 'x ---', c: '---' }]],
    ['a longer line of dashes', 'a: 1\n---x: 2\n', [{ a: 1, '---x': 2 }]],
    ['comments between documents', '# one\na: 1\n# two\n---\n# three\nb: 2\n# four\n', [{ a: 1 }, { b: 2 }]],
    [
      'JSON over several lines, object by object',
      '{\n "a": 1\n}\n\n{\n "b": [\n{"c": 1}\n]\n}\n',
      [{ a: 1 }, { b: [{ c: 1 }] }],
    ],
    ['JSON with marks', '{"a": 1}\n---\n{"b": 2}\n', [{ a: 1 }, { b: 2 }]],
    ['JSON in which text looks like a seam', '{"a": "}\\n{"}\n{"b": 1}', [{ a: '}\n{' }, { b: 1 }]],
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
    [
      'a merge of a list, whose first mapping wins',
      'x: &x {a: 1}\nw: &w {a: 2, b: 2}\nz:\n  <<: [*x, *w]\n',
      [{ x: { a: 1 }, w: { a: 2, b: 2 }, z: { a: 1, b: 2 } }],
    ],
    ['a quoted merge key, which is a key like any other', 'a: {"<<": 1}\n', [{ a: { '<<': 1 } }]],
    ['an anchor that is set again', 'a: &x 1\nb: *x\nc: &x 2\nd: *x\n', [{ a: 1, b: 1, c: 2, d: 2 }]],
    ['a key with an anchor', '&k a: 1\nb: *k\n', [{ a: 1, b: 'a' }]],
    ['an alias as a key', 'a: &k x\n*k : 1\n', [{ a: 'x', x: 1 }]],
    ['keys with question marks', '? a\n: 1\n? b\n', [{ a: 1, b: null }]],
    ['tabs behind content', 'a:\t1\t# c\nb: [1,\t2]\n', [{ a: 1, b: [1, 2] }]],
    ['a continuation that begins with a tab', 'a: "x\n\tz"\n', [{ a: 'x z' }]],
    ['lone returns', 'a: 1\rb:\r  - 2\r', [{ a: 1, b: [2] }]],
    [
      'kept and stripped ends of block scalars',
      'a: |+\n  x\n\nb: |-\n  x\n\nc: >\n  x\n  y\n\n  z\n',
      [{ a: 'x\n\n', b: 'x', c: 'x y\nz\n' }],
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

  it('finds very many keys that are written twice in the time of one walk', () => {
    const text = `{${Array.from({ length: 200_000 }, () => '"a": 1').join()}}`
    expect(readYaml('a.json', text).documents[0]?.duplicatePaths()).toHaveLength(199_999)
  })
})

describe('errors', () => {
  it.each([
    ['a bracket that is not closed', 'a: 1\n---\nb: [1\n', /^1:3:4 yaml-syntax /],
    ['a value behind a quoted one', 'a: 1\n---\nb: "x" y\n---\nc: 1\n', /^1:3:8 yaml-syntax /],
    ['an anchor that is not there', 'a: *b\n', /^0:1:4 yaml-syntax there is no anchor "b"/],
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

/** Streams with a piece cut out and another one doubled. */
const brokenStream = fc
  .tuple(oddStream, fc.nat(400), fc.nat(30), fc.nat(400), fc.nat(30))
  .map(([text, at, length, from, size]) => text.slice(0, at) + text.slice(from, from + size) + text.slice(at + length))

describe('any text', () => {
  it('gives documents and errors, never something thrown', () => {
    fc.assert(
      fc.property(
        fc.oneof(brokenYaml, brokenStream, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })),
        (text) => {
          for (const error of readYaml('a.yaml', text).errors) {
            expect(error).toBeInstanceOf(WarrantError)
            expect(error.place.line).toBeGreaterThan(0)
            expect(error.place.line).toBeLessThanOrEqual(text.split(/\r\n|\r|\n/).length)
            expect(error.place.column).toBeGreaterThan(0)
          }
        },
      ),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 500) },
    )
  })
})
