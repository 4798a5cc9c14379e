import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IpIndex } from './ip-index.ts'
import { lastOf, parseCidr } from './ip.ts'

const bounds = fc.tuple(
  fc.constantFrom('10.0.0.0', '10.0.0.128', '10.0.1.0', '0.0.0.0', '255.255.255.255'),
  fc.integer({ min: 0, max: 32 }),
)
const cidr = bounds.map(([base, length]) => `${base}/${length}`)
const blocks = fc.array(fc.record({ cidr, except: fc.array(cidr, { maxLength: 3 }) }), { maxLength: 6 })

describe('groups of addresses', () => {
  it('hold each address once, with the blocks that hold it', () => {
    fc.assert(
      fc.property(blocks, fc.integer({ min: 0, max: 0xffffffff }), (all, number) => {
        const index = new IpIndex(all)
        const near = [
          BigInt(number),
          ...all.flatMap((each) => edges(each.cidr)),
          ...all.flatMap(({ except }) => except.flatMap(edges)),
        ]
        for (const value of near) {
          if (value < 0n || value > lastOf(4)) continue
          const group = index.groupOf({ family: 4, value })
          expect(group.ranges.filter(({ first, last }) => first <= value && value <= last)).toHaveLength(1)
          for (const block of all) {
            const holds = isIn(value, block.cidr) && !block.except.some((each) => isIn(value, each))
            expect(group.blocks.has(index.numberOf(block) ?? -1)).toBe(holds)
          }
        }
        const four = index.groups.filter(({ family }) => family === 4).flatMap(({ ranges }) => ranges)
        expect(four.reduce((sum, { first, last }) => sum + last - first + 1n, 0n)).toBe(1n << 32n)
      }),
    )
  })

  it('knows blocks that hold a whole family', () => {
    const index = new IpIndex([
      { cidr: '0.0.0.0/0', except: [] },
      { cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] },
      { cidr: '::/0', except: [] },
      { cidr: 'nothing', except: [] },
    ])
    expect([...index.wholeOf(4)]).toEqual([0])
    expect([...index.wholeOf(6)]).toEqual([2])
    expect(index.numberOf({ cidr: 'nothing', except: [] })).toBeUndefined()
  })
})

function edges(text: string): bigint[] {
  const range = parseCidr(text)
  return range ? [range.first - 1n, range.first, range.last, range.last + 1n] : []
}

function isIn(value: bigint, text: string): boolean {
  const range = parseCidr(text)
  return range !== undefined && range.first <= value && value <= range.last
}
