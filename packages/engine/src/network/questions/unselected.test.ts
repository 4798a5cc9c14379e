import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meets, type Requirement } from './terms.ts'
import { unselected } from './unselected.ts'

const keys = ['a', 'b', 'c']
const values = ['1', '2', 'other']

const requirement: fc.Arbitrary<Requirement> = fc.oneof(
  fc.record({
    key: fc.constantFrom(...keys),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }),
  }),
  fc.record({ key: fc.constantFrom(...keys), operator: fc.constantFrom('Exists', 'DoesNotExist') }),
)

/** Every pod that the selectors could tell apart. */
const pods = keys.reduce<Record<string, string>[]>(
  (found, key) => found.flatMap((pod) => [pod, ...[...values, 'more'].map((value) => ({ ...pod, [key]: value }))]),
  [{}],
)

const selects = (requirements: readonly Requirement[], pod: Record<string, string>) =>
  requirements.every((each) => meets(each, pod))

describe('unselected', () => {
  it('finds a pod that no selector matches exactly where there is one', () => {
    fc.assert(
      fc.property(fc.array(fc.array(requirement, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), (selectors) => {
        const found = unselected(selectors)
        const exists = pods.some((pod) => !selectors.some((each) => selects(each, pod)))
        expect(found !== undefined).toBe(exists)
        if (found) expect(selectors.some((each) => selects(each, found))).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  it('gives up on selectors that take too long, and takes them for complete', () => {
    const selectors = Array.from({ length: 40 }, (_, i) =>
      Array.from({ length: 3 }, (_each, j) => ({
        key: `k${(i * 7 + j * 5) % 20}`,
        operator: i % 2 ? 'Exists' : 'DoesNotExist',
      })),
    )
    const began = performance.now()
    unselected(selectors)
    expect(performance.now() - began).toBeLessThan(2000)
  })
})
