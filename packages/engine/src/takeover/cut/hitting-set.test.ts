import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hittingSet } from './hitting-set.ts'

const costs = (list: readonly number[]) => (element: number) => list[element] ?? 1

describe('hittingSet', () => {
  it('takes one element that two sets share over one from each', () => {
    expect(
      hittingSet(
        [
          [0, 1],
          [1, 2],
        ],
        () => 1,
      ),
    ).toEqual({ chosen: [1], cost: 1, lowerBound: 1 })
  })

  it('takes two cheap ones over one that is dear', () => {
    expect(
      hittingSet(
        [
          [0, 1],
          [1, 2],
        ],
        costs([1, 5, 1]),
      ),
    ).toEqual({ chosen: [0, 2], cost: 2, lowerBound: 2 })
  })

  it('needs nothing for no sets', () => {
    expect(hittingSet([], () => 1)).toEqual({ chosen: [], cost: 0, lowerBound: 0 })
  })

  it('is the cheapest of all choices, as trying every one shows', () => {
    const element = fc.integer({ min: 0, max: 7 })
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(element, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 8, maxLength: 8 }),
        (sets, prices) => {
          const found = hittingSet(sets, costs(prices))
          expect(sets.every((set) => set.some((each) => found.chosen.includes(each)))).toBe(true)
          let cheapest = Number.POSITIVE_INFINITY
          for (let choice = 0; choice < 256; choice++) {
            const has = (each: number) => ((choice >> each) & 1) === 1
            if (sets.every((set) => set.some(has)))
              cheapest = Math.min(
                cheapest,
                prices.reduce((total, price, i) => total + (has(i) ? price : 0), 0),
              )
          }
          expect(found.cost).toBe(cheapest)
          expect(found.lowerBound).toBe(cheapest)
        },
      ),
    )
  })

  it('says how far from the cheapest a large choice may be', () => {
    const sets = Array.from({ length: 400 }, (_, i) => [i % 61, (i * 7 + 3) % 61, (i * 13 + 5) % 61])
    const { cost, lowerBound, chosen } = hittingSet(sets, () => 1)
    expect(sets.every((set) => set.some((each) => chosen.includes(each)))).toBe(true)
    expect(lowerBound).toBeLessThanOrEqual(cost)
    expect(lowerBound).toBeGreaterThan(0)
  })
})
