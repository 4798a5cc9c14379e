import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { yamlDocument } from '../../test/documents.ts'
import { WarrantError } from '../errors/index.ts'
import { type Path, readYaml } from '../yaml/index.ts'
import { applyEdits, applyToValue, type Change, type Edit, planSplices, sameValue, toJsonPatch } from './index.ts'

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
  const added = fc.oneof(
    fc.constantFrom<unknown>(true, 1, 'x', 'yes', '', ['a', 'b'], { c: { d: [1] } }, []),
    fc.string(),
  )
  return fc.oneof(
    fc.record({ op: fc.constant('set' as const), path: fc.constantFrom(...paths), value: added }),
    fc.record({ op: fc.constant('append' as const), path: fc.constantFrom(...paths), value: added }),
    fc.record({ op: fc.constant('delete' as const), path: fc.constantFrom(...paths) }),
    fc.record({
      op: fc.constant('set' as const),
      path: fc.constantFrom(...paths).map((path) => [...path, 'newKey', 'deeper']),
      value: added,
    }),
  )
}

function pathsOf(value: unknown, path: Path): Path[] {
  const below = value !== null && typeof value === 'object' ? Object.entries(value) : []
  return [
    ...(path.length > 0 ? [path] : []),
    ...below.flatMap(([key, item]) => pathsOf(item, [...path, Array.isArray(value) ? Number(key) : key])),
  ]
}

const edited = yamlDocument.chain((text) => {
  const value = readYaml('a.yaml', text).documents[0]?.value
  return fc.record({
    text: fc.constant(text),
    value: fc.constant(value),
    changes: fc.array(changeOf(value), { minLength: 1, maxLength: 3 }),
  })
})

describe('any edit of any document', () => {
  const runs = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 400) }

  it('changes the data as planned and no byte outside of its ranges, or is refused', () => {
    let applied = 0
    fc.assert(
      fc.property(edited, ({ text, value, changes }) => {
        const edits = changes.map((change): Edit => ({ ...change, document: 0 }))
        let after: string
        try {
          after = applyEdits(text, edits)
        } catch (error) {
          expect(error).toBeInstanceOf(WarrantError)
          return
        }
        applied++
        const { documents, errors } = readYaml('a.yaml', after)
        expect(errors).toEqual([])
        expect(sameValue(documents[0]?.value, applyToValue(value, changes))).toBe(true)
        let expected = ''
        let at = 0
        for (const { offset, length, text: inserted } of planSplices(text, edits)) {
          expect(offset).toBeGreaterThanOrEqual(at)
          expected += text.slice(at, offset) + inserted
          at = offset + length
        }
        expect(after).toBe(expected + text.slice(at))
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
