import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasBit } from '../bits.ts'
import { type PortMatch, protocols } from '../policy/policy.ts'
import { PortIndex } from './port-index.ts'

const port = fc.oneof(fc.constantFrom(0, 1, 80, 65_534, 65_535), fc.integer({ min: -2, max: 65_540 }), fc.double())
const match = fc.record({
  protocol: fc.constantFrom('TCP' as const, 'UDP' as const, 'SCTP' as const, 'any' as const),
  first: port,
  last: port,
  path: fc.constant([]),
})

describe('groups of ports', () => {
  it('lie wholly within a match or wholly outside it', () => {
    fc.assert(
      fc.property(fc.array(match, { maxLength: 6 }), (matches: readonly PortMatch[]) => {
        const index = new PortIndex(matches, [['TCP', 8080]])
        for (const each of matches) {
          if ('portName' in each) continue
          const { protocol, first, last } = each
          const bits = index.between(protocol, first, last)
          for (const asked of [first - 1, first, first + 1, last - 1, last, last + 1]) {
            if (!Number.isInteger(asked) || !Number.isInteger(first) || !Number.isInteger(last)) continue
            const group = index.groupOf('TCP', asked)
            if (group < 0) continue
            const isMeant = protocol !== 'UDP' && protocol !== 'SCTP' && first <= asked && asked <= last
            expect(hasBit(bits, group)).toBe(isMeant)
          }
        }
        for (const protocol of ['TCP', 'UDP', 'SCTP'] as const) {
          const own = index.groups.filter((group) => group.protocol === protocol)
          expect(own.reduce((sum, { first, last }) => sum + last - first + 1, 0)).toBe(65_536)
        }
      }),
    )
  })

  it('has one for ICMP, whatever the port', () => {
    const index = new PortIndex([], [])
    expect(index.groups.map(({ protocol }) => protocol)).toEqual([...protocols])
    expect(index.groupOf('ICMP', 7)).toBe(index.groupOf('ICMP', 0))
    expect(hasBit(index.between('any', 0, 65_535), index.groupOf('ICMP', 0))).toBe(true)
    expect(index.groupOf('TCP', 65_536)).toBe(-1)
    expect(index.groupOf('TCP', -1)).toBe(-1)
  })
})
