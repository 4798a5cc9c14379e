import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuantity } from './quantity.ts'

describe('a quantity', () => {
  it.each([
    [1, 1],
    ['1', 1],
    ['+1', 1],
    ['-2', -2],
    ['0', 0],
    ['.5', 0.5],
    ['5.', 5],
    ['1000m', 1],
    ['100m', 0.1],
    ['1001m', 1.001],
    ['5.m', 0.005],
    ['250u', 0.000_25],
    ['3n', 3e-9],
    ['2k', 2000],
    ['1M', 1e6],
    ['1E', 1e18],
    ['1e3', 1000],
    ['1E3', 1000],
    ['12e-1', 1.2],
    ['1Ki', 1024],
    ['512Mi', 536_870_912],
    ['1.5Gi', 1_610_612_736],
    ['1Ei', 2 ** 60],
  ])('%s is %s', (text, value) => {
    expect(parseQuantity(text)).toBe(value)
  })

  it.each([
    '',
    ' ',
    '1 Gi',
    'Gi',
    '1gi',
    '1K',
    '1KB',
    '1mi',
    '0x10',
    '1_000',
    '1e',
    '1e3Ki',
    '1e3k',
    'e3',
    '.',
    '-',
    'Infinity',
    'NaN',
    '1,5',
    '${CPU}',
  ])('%j is none', (text) => {
    expect(parseQuantity(text)).toBeUndefined()
  })

  it('is none where nothing is written', () => {
    expect(parseQuantity(undefined)).toBeUndefined()
  })

  it('is the same number in thousandths and as a fraction', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (thousandths) => {
        const fraction = `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, '0')}`
        expect(parseQuantity(`${thousandths}m`)).toBe(parseQuantity(fraction))
      }),
    )
  })

  it('is a thousand and twenty-four times the next smaller unit', () => {
    const steps = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei']
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4096 }), fc.integer({ min: 1, max: 6 }), (count, unit) => {
        expect(parseQuantity(`${count}${steps[unit]}`)).toBe(parseQuantity(`${count * 1024}${steps[unit - 1]}`))
      }),
    )
  })
})
