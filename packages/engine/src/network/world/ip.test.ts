import { describe, expect, it } from 'vitest'
import { ipText, parseCidr, parseIp, rangeText } from './ip.ts'

describe('parseIp', () => {
  it.each([
    ['10.0.0.1', 4, 0x0a000001n],
    ['255.255.255.255', 4, 0xffffffffn],
    ['::1', 6, 1n],
    ['::ffff:10.0.0.1', 4, 0x0a000001n],
    ['fd00::a', 6, (0xfd00n << 112n) | 10n],
  ])('reads %s', (text, family, value) => {
    expect(parseIp(text)).toEqual({ family, value })
  })

  it.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '1',
    '0x7f.1',
    'fe80::1%eth0',
    'example.com',
    '10.0.0.1/32',
    '::g',
  ])('refuses %j', (text) => {
    expect(parseIp(text)).toBeUndefined()
  })
})

describe('parseCidr', () => {
  it.each([
    ['10.0.0.0/8', 0x0a000000n, 0x0affffffn],
    ['10.1.2.3/8', 0x0a000000n, 0x0affffffn],
    ['0.0.0.0/0', 0n, 0xffffffffn],
    ['1.2.3.4/32', 0x01020304n, 0x01020304n],
    ['::/0', 0n, (1n << 128n) - 1n],
  ])('reads %s', (text, first, last) => {
    expect(parseCidr(text)).toMatchObject({ first, last })
  })

  it.each(['10.0.0.0', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/-1', '10.0.0.0/8/8', '/8', '::/129', ' 10.0.0.0/8'])(
    'refuses %j',
    (text) => {
      expect(parseCidr(text)).toBeUndefined()
    },
  )
})

describe('rangeText', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['fd00::/64', 'fd00::/64'],
    ['1.2.3.4/32', '1.2.3.4/32'],
  ])('writes %s', (cidr, text) => {
    const range = parseCidr(cidr)
    expect(range && rangeText(range)).toBe(text)
  })

  it('writes what is no block from first to last', () => {
    expect(rangeText({ family: 4, first: 1n, last: 2n })).toBe('0.0.0.1-0.0.0.2')
    expect(ipText({ family: 6, value: 1n })).toBe('::1')
  })
})
