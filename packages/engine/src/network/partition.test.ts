import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitsOf } from './bits.ts'
import { Partition } from './partition.ts'
import { alike } from './reach/alike.ts'

const size = 70
const sets = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: size - 1 })), { maxLength: 20 })

/** For each number, the least that is in the same sets. */
function firsts(all: readonly (readonly number[])[]): number[] {
  const keys = Array.from({ length: size }, (_, i) => all.map((set) => (set.includes(i) ? 1 : 0)).join(''))
  return keys.map((key) => keys.indexOf(key))
}

describe('a partition', () => {
  it('keeps together what is in the same sets, and nothing else', () => {
    fc.assert(
      fc.property(sets, (all) => {
        const partition = new Partition(size)
        for (const set of all) partition.split(bitsOf(size, set))
        const of = [...partition.of]
        const expected = firsts(all)
        expect(of.map((part) => of.indexOf(part))).toEqual(expected)
        expect(partition.count).toBe(new Set(expected).size)
        expect([...partition.samples()]).toEqual([...new Set(expected)])
        expect([...partition.compact()]).toEqual(of)
        expect([
          ...alike(
            size,
            all.map((set) => bitsOf(size, set)),
          ),
        ]).toEqual(expected)
      }),
    )
  })

  it('parts by anything else, and begins anew', () => {
    const partition = new Partition(6)
    partition.split(bitsOf(6, [0, 1, 2]))
    partition.splitBy((member) => member % 2)
    expect([...partition.of]).toEqual([0, 1, 0, 2, 3, 2])
    expect([...partition.samples()]).toEqual([0, 1, 3, 4])
    expect([...partition.reset().of]).toEqual([0, 0, 0, 0, 0, 0])
    expect(new Partition(0).count).toBe(0)
  })
})
