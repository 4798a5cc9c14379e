import fc from 'fast-check'
import { dump } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { audit, defaultOptions } from '../audit/index.ts'
import { buildCluster, isObject, resourcesOf } from '../cluster/index.ts'
import { locationOf } from '../findings/index.ts'
import { applyEdits } from '../fixes/index.ts'
import { readYaml } from '../yaml/index.ts'
import { rules } from './index.ts'

const configured = rules.map((rule) => ({
  rule,
  severity: undefined,
  options: { ...defaultOptions(rule.options), ...rule.examples.options },
}))

function judge(text: string) {
  const { documents } = readYaml('a.yaml', text)
  const cluster = buildCluster(documents.flatMap((document) => resourcesOf(document).resources))
  return audit(cluster, { rules: configured, warrants: [], peerWarrants: true, today: '2026-11-24' })
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('is written like the others', () => {
    expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    expect(rule.title).toMatch(/^\S.*[^.\s]$/)
    for (const text of [rule.description, rule.why, rule.remedy]) expect(text).toMatch(/^\S.*[.!?]$/s)
    for (const { description } of Object.values(rule.options ?? {})) expect(description).toMatch(/^\S.*\S$/s)
  })

  it('has examples that are what the API server would take, but for what they show', () => {
    for (const text of [rule.examples.bad, rule.examples.good]) {
      expect(readYaml('a.yaml', text).errors).toEqual([])
      if (id === 'schema-invalid' && text === rule.examples.bad) continue
      const wrong = judge(text).filter((finding) => finding.rule === 'schema-invalid')
      expect(wrong.map(({ message }) => message)).toEqual([])
    }
  })
})

/** Values that a field may hold although it should not. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, '', 'x', 'true', 0, -1, 1.5, 1e30, true, false, [], {}, [null], [[]], [{}], {
    a: null,
  }),
  fc.constantFrom<unknown>('${VALUE}', '{{ .Values.a }}', '../../etc', 'a/b/c:d@e', '*', '\u0000', '𝕏'.repeat(70)),
  fc.constantFrom<unknown>(
    { constructor: { name: 1 } },
    { hasOwnProperty: true },
    { length: 3 },
    { matchExpressions: 'x' },
  ),
)

/** Every example, with values replaced here and there. */
const spoilt = fc
  .tuple(
    fc.constantFrom(...rules.flatMap(({ examples }) => [examples.bad, examples.good])),
    fc.infiniteStream(fc.nat(11)),
    fc.infiniteStream(odd),
  )
  .map(([text, dice, values]) => {
    const spoil = (value: unknown, depth: number): unknown => {
      if (depth > 1 && dice.next().value === 0) return values.next().value
      if (Array.isArray(value)) return value.map((item: unknown) => spoil(item, depth + 1))
      if (!isObject(value)) return value
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, spoil(item, depth + 1)]))
    }
    return readYaml('a.yaml', text)
      .documents.map((document) => dump(spoil(document.value, 0)))
      .join('---\n')
  })

it('judges whatever a manifest holds: no rule throws, and every finding has a place and words', () => {
  fc.assert(
    fc.property(spoilt, (text) => {
      for (const finding of judge(text)) {
        expect(locationOf(finding).line).toBeGreaterThan(0)
        expect(finding.message).not.toMatch(/undefined|\[object|NaN/)
      }
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 300) },
  )
})

it('proposes edits that can be written, or are refused', () => {
  fc.assert(
    fc.property(spoilt, (text) => {
      for (const { fix } of judge(text)) {
        const edits = fix.changes.map(({ resource, ...change }) => ({ ...change, document: resource.document.index }))
        try {
          applyEdits(text, edits)
        } catch (error) {
          expect(error).toMatchObject({ code: 'edit-refused' })
        }
      }
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 60) },
  )
})
