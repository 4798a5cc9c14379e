import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonCollection, jsonValue } from '../../test/json-texts.ts'
import { compose } from './compose.ts'
import type { Composed } from './composed.ts'
import { composeJson } from './json.ts'
import { defaultLimits, type YamlLimits } from './limits.ts'
import type { Chunk } from './split.ts'

const runs = { numRuns: Number(process.env['FUZZ_RUNS'] ?? 1000) }

/** What the YAML parser makes of a chunk; undefined when it refuses it. */
function composeYaml(text: string, { start, end }: Chunk, limits: YamlLimits): readonly Composed[] | undefined {
  try {
    return compose(text.slice(start, end), start, limits)
  } catch {
    return undefined
  }
}

/** All that can be seen of a document: the order of keys, the sign of zero and prototypes included. */
function seen(composed: Composed): unknown {
  return { ...composed, value: seenValue(composed.value) }
}

function seenValue(value: unknown): unknown {
  if (Object.is(value, -0)) return 'minus zero'
  if (Array.isArray(value)) return value.map(seenValue)
  if (value === null || typeof value !== 'object') return value
  const inherits: unknown = 'constructor' in value && !Object.hasOwn(value, 'constructor')
  return { inherits, entries: Object.entries(value).map(([key, item]) => [key, seenValue(item)]) }
}

/** Reads a chunk both ways. Returns whether it was read as JSON. */
function readBothWays(text: string, chunk: Chunk, limits: YamlLimits = defaultLimits): boolean {
  const json = composeJson(text, chunk, limits)
  if (json === undefined) return false
  const yaml = composeYaml(text, chunk, limits)
  expect(yaml?.map(seen)).toEqual([seen(json)])
  return true
}

function whole(text: string): Chunk {
  return { start: 0, end: text.length }
}

describe('JSON is read as the YAML parser reads it', () => {
  it.each([
    ['an object', '{"a": 1}'],
    ['an array', '[1, "x", null, true, false]'],
    ['numbers', '[0, -0, -0.0, 1.0, 1e3, 1e400, 12345678901234567890, -7, 0.25]'],
    ['escapes, in keys too', '{"a\\n": "\\u00e9\\ud83d\\ude00\\ud800\\/\\"\\\\"}'],
    ['keys that are written again', '{"a": 1, "b": 2, "a": 3, "\\u0061": {"a": 4}}'],
    ['keys that objects have of themselves', '{"__proto__": {"x": 1}, "constructor": 2, "<<": {"y": 1}}'],
    ['keys that look like indexes', '{"b": 1, "1": 2, "0": 3}'],
    ['brackets with nothing but white space', '{"a": {\n}, "b": [ \t]}'],
    ['a byte order mark and CRLF', '\uFEFF{\r\n  "a": [\r\n    1\r\n  ]\r\n}\r\n'],
    ['what follows a mark', '---\n{"a": 1}\n'],
    ['what stands on the line of a mark', '--- {"a":\n1}'],
    ['tabs', '\t{\t"a"\t:\t1\t}\t'],
    ['what is indented less than its bracket', ' {\n"a": 1}'],
    ['text that YAML means something by', '{"a": "# b", "c": "*d", "e": "\u2028--- f", "g": "{{ .h }}"}'],
  ])('%s', (_, text) => {
    expect(readBothWays(text, whole(text))).toBe(true)
  })

  it('whatever it holds', () => {
    const heads = fc.constantFrom('', '\uFEFF', '\n', ' ', '---\n', '--- ', '\uFEFF---\r\n\r\n')
    const tails = fc.constantFrom('', '\n', ' \r\n\t')
    fc.assert(
      fc.property(heads, jsonCollection, tails, (head, json, tail) => {
        const text = head + json + tail
        expect(readBothWays(text, whole(text))).toBe(true)
      }),
      runs,
    )
  })

  it('anywhere in a text', () => {
    fc.assert(
      fc.property(jsonCollection, jsonCollection, jsonCollection, (before, json, after) => {
        const chunk = { start: before.length, end: before.length + json.length }
        expect(readBothWays(before + json + after, chunk)).toBe(true)
      }),
      runs,
    )
  })

  it('with any bound on nesting', () => {
    fc.assert(
      fc.property(jsonCollection, fc.integer({ min: 1, max: 6 }), (json, depth) => {
        const limits = { ...defaultLimits, depth }
        expect(readBothWays(json, whole(json), limits)).toBe(composeYaml(json, whole(json), limits) !== undefined)
      }),
      runs,
    )
  })
})

describe('what is no JSON is left to the YAML parser', () => {
  it.each([
    '',
    '"a"',
    '1',
    '{a: 1}',
    "{'a': 1}",
    '{"a": b}',
    '{"a": 1,}',
    '[1,]',
    '[1, , 2]',
    '[,]',
    '{"a" 1}',
    '{"a":}',
    '{"a"}',
    '{1: 2}',
    '[01]',
    '[+1]',
    '[1.]',
    '[.5]',
    '[-]',
    '[0x10]',
    '[1_000]',
    '[1e]',
    '[truer]',
    '[nul]',
    '[NaN]',
    '["a\tb"]',
    '["a\nb"]',
    '["\\x41"]',
    '["\\u12"]',
    '["a]',
    '[1] 2',
    '[1] # c',
    '{"a": 1}}',
    '{"a": [1}',
    '{"a": 1',
    '---{"a": 1}',
    '{"a": 1}\n...\n',
    '{"a": &b 1}',
    '\n  {\n"a": 1}',
    '{"a":\u00A01}',
    '{"a": 1}\uFEFF',
    `${'['.repeat(199)}1${']'.repeat(199)}`,
  ])('%j', (text) => {
    expect(composeJson(text, whole(text), defaultLimits)).toBeUndefined()
  })

  it('also JSON that goes on behind its chunk', () => {
    fc.assert(
      fc.property(jsonCollection, fc.nat(), (json, cut) => {
        readBothWays(json, { start: 0, end: cut % json.length })
        expect(composeJson(json, { start: 0, end: cut % json.length }, defaultLimits)).toBeUndefined()
      }),
      runs,
    )
  })

  it('and what is read all the same is read alike', () => {
    const junk = fc.constantFrom(
      '',
      ',',
      ':',
      '{',
      '}',
      '[',
      ']',
      '"',
      '\\',
      '-',
      '.',
      '1',
      ' ',
      '\n',
      '#',
      '\uFEFF',
      'e',
    )
    fc.assert(
      fc.property(jsonValue, fc.nat(), fc.nat(2), junk, (json, place, length, piece) => {
        const at = place % (json.length + 1)
        const text = json.slice(0, at) + piece + json.slice(at + length)
        readBothWays(text, whole(text))
      }),
      runs,
    )
  })
})
