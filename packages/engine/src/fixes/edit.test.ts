import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { yamlDocument } from '../../test/documents.ts'
import { oddStream } from '../../test/odd-documents.ts'
import { WarrantError } from '../errors/index.ts'
import { type Path, readYaml, valueAt, type YamlStream } from '../yaml/index.ts'
import {
  applyEdits,
  applyToValue,
  type Change,
  type Edit,
  planSplices,
  sameValue,
  type Splice,
  toJsonPatch,
} from './index.ts'

const set = (path: Path, value: unknown, document = 0): Edit => ({ document, op: 'set', path, value })
const append = (path: Path, value: unknown, document = 0): Edit => ({ document, op: 'append', path, value })
const remove = (path: Path, document = 0): Edit => ({ document, op: 'delete', path })

describe('an edit touches only what it changes', () => {
  it.each<[string, string, Edit[], string]>([
    ['replaces a value, not its comment', 'a: 1   # one\nb: 2\n', [set(['a'], 3)], 'a: 3   # one\nb: 2\n'],
    ['keeps the quotes that a value has', "a: 'x' # q\n", [set(['a'], 'y')], "a: 'y' # q\n"],
    ['quotes what YAML 1.1 would take for something else', 'a: x\n', [set(['a'], 'yes')], 'a: "yes"\n'],
    ['quotes a number that is meant as text', 'a: x\n', [set(['a'], '0644')], 'a: "0644"\n'],
    [
      'adds a key behind the last, before a comment of the next',
      'a:\n  b: 1 # b\n# c is next\nc: 2\n',
      [set(['a', 'd'], true)],
      'a:\n  b: 1 # b\n  d: true\n# c is next\nc: 2\n',
    ],
    [
      'makes missing parents',
      'a:\n    b: 1\n',
      [set(['a', 'c', 'd'], false)],
      'a:\n    b: 1\n    c:\n        d: false\n',
    ],
    [
      'fills what is empty',
      'a: # nothing yet\nb: {}\nc: []\nd: ~\n',
      [set(['a', 'x'], 1), set(['b', 'x'], 1), append(['c'], 1), set(['d', 'x'], 1)],
      'a: # nothing yet\n  x: 1\nb:\n  x: 1\nc: [1]\nd:\n  x: 1\n',
    ],
    [
      'adds to a list with its style',
      'a:\n- "x"\n- "y"\nb: 1\n',
      [append(['a'], 'z')],
      'a:\n- "x"\n- "y"\n- "z"\nb: 1\n',
    ],
    ['indents a new list by two', 'a: 1\n', [set(['b'], ['x'])], 'a: 1\nb:\n  - x\n'],
    [
      'adds to flow collections with their spacing',
      'a: { b: 1 }\nc: [x,y]\n',
      [set(['a', 'd'], { e: 2 }), append(['c'], 'z')],
      'a: { b: 1, d: { e: 2 } }\nc: [x,y,z]\n',
    ],
    ['deletes a key with its comment', 'a: 1\nb: 2 # two\nc: 3\n', [remove(['b'])], 'a: 1\nc: 3\n'],
    ['deletes the first key of a list item', 'a:\n  - b: 1\n    c: 2\n', [remove(['a', 0, 'b'])], 'a:\n  - c: 2\n'],
    ['leaves an empty mapping behind', 'a:\n  b: 1\nc: 2\n', [remove(['a', 'b'])], 'a: {}\nc: 2\n'],
    ['deletes a list item', 'a:\n  - x # one\n  - y\n', [remove(['a', 0])], 'a:\n  - y\n'],
    [
      'keeps CRLF, mark and a missing end',
      '\uFEFFa: 1\r\nb:\r\n  c: 2',
      [set(['b', 'd'], 3)],
      '\uFEFFa: 1\r\nb:\r\n  c: 2\r\n  d: 3',
    ],
    [
      'edits the document meant',
      'a: 1\n---\n# two\na: 1\n---\na: 1\n',
      [set(['a'], 2, 1)],
      'a: 1\n---\n# two\na: 2\n---\na: 1\n',
    ],
    ['counts empty documents', '---\n---\na: 1\n', [set(['a'], 2, 1)], '---\n---\na: 2\n'],
    [
      'makes several edits at once',
      'a: 1\nb: [1, 2, 3]\nc: 4\n',
      [remove(['b', 0]), remove(['b', 2]), set(['c'], 5), remove(['a'])],
      'b: [2]\nc: 5\n',
    ],
    [
      'edits JSON as JSON',
      '{\n  "a": {\n    "b": 1\n  }\n}\n',
      [set(['a', 'c'], ['x'])],
      '{\n  "a": {\n    "b": 1,\n    "c": [\n      "x"\n    ]\n  }\n}\n',
    ],
    [
      'overrules a merge where it is used',
      'a: &a\n  x: 1\nb:\n  <<: *a\n  y: 2\n',
      [set(['b', 'x'], 3)],
      'a: &a\n  x: 1\nb:\n  <<: *a\n  y: 2\n  x: 3\n',
    ],
    [
      'keeps all keys of a parent that is made for them',
      'a: 1\nd: {}\n',
      [set(['b', 'x'], 1), set(['b', 'z'], 2), append(['c', 'l'], 1), append(['c', 'l'], 2), set(['d', 'x', 'z'], 1)],
      'a: 1\nd:\n  x:\n    z: 1\nb:\n  x: 1\n  z: 2\nc:\n  l:\n    - 1\n    - 2\n',
    ],
    [
      'does once what is asked for twice',
      'a: [1, 2]\nb:\n  - x\n  - z\n',
      [remove(['a', 0]), remove(['a', 0]), append(['b'], 'w'), append(['b'], 'w')],
      'a: [2]\nb:\n  - x\n  - z\n  - w\n',
    ],
    [
      'deletes items of a list, in any order beside other deletions',
      'a:\n- - x\n  - ~\n  - z\nb: {}\nc: 1\n',
      [remove(['a', 0, 0]), remove(['b']), remove(['a', 0, 1])],
      'a:\n- - z\nc: 1\n',
    ],
    [
      'fills items that are not written',
      '-  # one\n-\n',
      [set([0, 'a'], { b: 1, c: 2 }), set([1], [1, 2])],
      '- a:\n    b: 1\n    c: 2  # one\n- - 1\n  - 2\n',
    ],
    [
      'keeps an anchor that nothing refers to',
      'a: &one x # why\nb: &two\n  c: 1\n',
      [set(['a'], { d: 1 }), set(['b'], 2)],
      'a: &one # why\n  d: 1\nb: &two 2\n',
    ],
    [
      'knows quoted keys, and those with dots and slashes',
      'm:\n  "example.com/a": 1\n  \'b.c\': 2 # b\n  8080: x\n',
      [set(['m', 'example.com/a'], 3), remove(['m', 'b.c']), set(['m', '8080'], 'z'), set(['m', 'd/e: f'], true)],
      'm:\n  "example.com/a": 3\n  8080: z\n  "d/e: f": true\n',
    ],
    [
      'keeps a missing end of the last line',
      'a:\n- b: 1\n  c: 2',
      [remove(['a', 0, 'c']), append(['a'], { d: 1 })],
      'a:\n- b: 1\n- d: 1',
    ],
    ['deletes the last key of a text', 'a: 1\nb:\n  c: 2', [remove(['b', 'c'])], 'a: 1\nb: {}'],
    [
      'keeps trailing commas and comments of flow collections',
      'a: [\n  x, # one\n  z, # two\n]\n',
      [append(['a'], 'w'), remove(['a', 0])],
      'a: [\n  z, # two\n  w,\n]\n',
    ],
    [
      'writes JSON on one line',
      '{"a":{"b":[1,2]}}',
      [append(['a', 'b'], 3), set(['c'], 'x')],
      '{"a":{"b":[1,2,3]},"c":"x"}',
    ],
    ['replaces a block scalar', 'a: |\n  x\n  z\nb: 1\n', [set(['a'], 'w')], 'a: w\nb: 1\n'],
    ['writes lone returns where lines end with them', 'a: 1\rb: 2\r', [set(['c'], 3)], 'a: 1\rb: 2\rc: 3\r'],
    [
      'changes the last of two keys, and deletes both',
      'a: 1\na: 2\nb: 1\nb: 2\nc: 1\n',
      [set(['a'], 3), remove(['b'])],
      'a: 1\na: 3\nc: 1\n',
    ],
  ])('%s', (_, text, edits, expected) => {
    expect(applyEdits(text, edits)).toBe(expected)
  })

  it('returns the text itself when there is nothing to do', () => {
    const text = 'a:  1  \n\n# end'
    expect(applyEdits(text, [])).toBe(text)
    expect(planSplices(text, [set(['a'], 1)])).toEqual([])
  })
})

describe('an edit is refused', () => {
  it.each<[string, string, Edit[]]>([
    ['below a value that others share by an alias', 'a: &a {x: 1}\nb: *a\n', [set(['a', 'x'], 2)]],
    ['of what a merge brings in', 'a: &a {x: 1}\nb:\n  <<: *a\n', [remove(['b', 'x'])]],
    ['where there is nothing to delete', 'a: 1\n', [remove(['b'])]],
    ['below a scalar', 'a: 1\n', [set(['a', 'b'], 1)]],
    ['in a list beyond its end', 'a: [1]\n', [set(['a', 5], 1)]],
    ['in a document that is not there', 'a: 1\n', [set(['a'], 2, 4)]],
    ['in a text that cannot be read', 'a: [\n', [set(['a'], 2)]],
    ['of one place in two ways', 'a: 1\n', [set(['a'], 2), set(['a'], 3)]],
  ])('%s', (_, text, edits) => {
    expect(() => applyEdits(text, edits)).toThrow(WarrantError)
  })
})

/** A change that fits a value: its place exists, or could be made. */
function changeOf(value: unknown): fc.Arbitrary<Change> {
  const paths = pathsOf(value, [])
  const lists = paths.filter((path) => Array.isArray(valueAt(value, path)))
  const mappings = paths.filter((path) => isMapping(valueAt(value, path)))
  const added = fc.oneof(
    fc.constantFrom<unknown>(true, 1, 'x', 'yes', '', ['a', 'b'], { c: { d: [1] } }, []),
    fc.string(),
  )
  return fc.oneof(
    fc.record({ op: fc.constant('set' as const), path: fc.constantFrom(...paths), value: added }),
    fc.record({ op: fc.constant('append' as const), path: someOf(lists, paths), value: added }),
    fc.record({ op: fc.constant('delete' as const), path: fc.constantFrom(...paths) }),
    fc.record({
      op: fc.constant('set' as const),
      path: someOf(mappings, paths).map((path) => [...path, 'newKey', 'deeper']),
      value: added,
    }),
  )
}

/** Mostly a path that fits, sometimes any. */
function someOf(fitting: readonly Path[], paths: readonly Path[]): fc.Arbitrary<Path> {
  const any = fc.constantFrom(...paths)
  if (fitting.length === 0) return any
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fitting) }, { weight: 1, arbitrary: any })
}

function isMapping(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function pathsOf(value: unknown, path: Path): Path[] {
  const below = value !== null && typeof value === 'object' ? Object.entries(value) : []
  return [
    ...(path.length > 0 ? [path] : []),
    ...below.flatMap(([key, item]) => pathsOf(item, [...path, Array.isArray(value) ? Number(key) : key])),
  ]
}

const edited = fc.tuple(fc.oneof(yamlDocument, oddStream), fc.nat(9)).chain(([text, pick]) => {
  const { documents } = readYaml('a.yaml', text)
  const document = documents[pick % documents.length]
  return fc.record({
    text: fc.constant(text),
    index: fc.constant(document?.index ?? 0),
    value: fc.constant(document?.value),
    changes: fc.array(changeOf(document?.value), { minLength: 1, maxLength: 3 }),
  })
})

describe('any edit of any document', () => {
  const runs = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 400) }

  it('changes the data as planned and no byte outside of its ranges, or is refused', () => {
    let applied = 0
    fc.assert(
      fc.property(edited, ({ text, index, value, changes }) => {
        const edits = changes.map((change): Edit => ({ ...change, document: index }))
        let after: string
        try {
          after = applyEdits(text, edits)
        } catch (error) {
          expect(error).toMatchObject({ name: 'WarrantError', code: 'edit-refused', place: { document: index } })
          return
        }
        applied++
        expectAsPlanned(readYaml('a.yaml', text), readYaml('a.yaml', after), index, applyToValue(value, changes))
        expect(after).toBe(spliced(text, planSplices(text, edits)))
      }),
      runs,
    )
    expect(applied).toBeGreaterThan(runs.numRuns / 3)
  })

  it('says the same as a JSON Patch', () => {
    fc.assert(
      fc.property(edited, ({ value, changes }) => {
        let expected: unknown
        try {
          expected = applyToValue(value, changes)
        } catch {
          return
        }
        if (overlap(changes)) return
        expect(sameValue(patched(value, toJsonPatch(value, changes)), expected)).toBe(true)
      }),
      runs,
    )
  })
})

/** The edited document holds what was planned, and the others what they held. */
function expectAsPlanned(before: YamlStream, after: YamlStream, index: number, planned: unknown): void {
  expect(after.errors).toEqual([])
  expect(after.documents.map((document) => document.index)).toEqual(before.documents.map((document) => document.index))
  for (const [i, document] of before.documents.entries()) {
    const expected = document.index === index ? planned : document.value
    expect(sameValue(after.documents[i]?.value, expected)).toBe(true)
  }
}

/** The text with its splices, which must be in order and apart. */
function spliced(text: string, splices: readonly Splice[]): string {
  let result = ''
  let at = 0
  for (const { offset, length, text: inserted } of splices) {
    expect(offset).toBeGreaterThanOrEqual(at)
    result += text.slice(at, offset) + inserted
    at = offset + length
  }
  return result + text.slice(at)
}

function overlap(changes: readonly Change[]): boolean {
  return changes.some((a, i) =>
    changes.some((b, j) => i !== j && a.path.every((part, k) => k >= b.path.length || part === b.path[k])),
  )
}

/** Applies a JSON Patch as RFC 6902 says. */
function patched(value: unknown, operations: ReturnType<typeof toJsonPatch>): unknown {
  const root = { root: structuredClone(JSON.parse(JSON.stringify(value)) as unknown) }
  for (const operation of operations) {
    const parts = [
      'root',
      ...operation.path
        .split('/')
        .slice(1)
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')),
    ]
    const parent = parts
      .slice(0, -1)
      .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], root) as Record<string, unknown>
    const key = parts.at(-1) ?? ''
    if (Array.isArray(parent)) {
      const at = key === '-' ? parent.length : Number(key)
      parent.splice(at, operation.op === 'add' ? 0 : 1, ...(operation.op === 'remove' ? [] : [operation.value]))
    } else if (operation.op === 'remove') delete parent[key]
    else parent[key] = operation.value
  }
  return root.root
}
