import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labelsMatch, selectorMatches } from './selector.ts'

const labels = { app: 'web', tier: '', team: 'shop' }

describe('a label selector', () => {
  it.each([
    ['an empty one', {}, true],
    ['equal labels', { matchLabels: { app: 'web', team: 'shop' } }, true],
    ['another value', { matchLabels: { app: 'web', team: 'cart' } }, false],
    ['a key that is not there', { matchLabels: { zone: 'a' } }, false],
    ['an empty value', { matchLabels: { tier: '' } }, true],
    ['an empty value for a key that is not there', { matchLabels: { zone: '' } }, false],
    ['a name that every object inherits', { matchLabels: { constructor: '' } }, false],
    ['In', { matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'web'] }] }, true],
    ['In, another value', { matchExpressions: [{ key: 'app', operator: 'In', values: ['api'] }] }, false],
    ['In, without the key', { matchExpressions: [{ key: 'zone', operator: 'In', values: ['', 'a'] }] }, false],
    ['NotIn', { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }, false],
    ['NotIn, without the key', { matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] }, true],
    ['Exists', { matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, true],
    ['Exists, without the key', { matchExpressions: [{ key: 'zone', operator: 'Exists' }] }, false],
    ['DoesNotExist', { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
    ['DoesNotExist, without the key', { matchExpressions: [{ key: 'zone', operator: 'DoesNotExist' }] }, true],
    ['an operator that is none', { matchExpressions: [{ key: 'app', operator: 'Gt', values: ['1'] }] }, false],
    [
      'labels that hold and an expression that does not',
      { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }] },
      false,
    ],
  ])('%s', (_, selector, matches) => {
    expect(selectorMatches(selector, labels)).toBe(matches)
  })

  it('selects nothing when it is missing, and everything when it is empty', () => {
    expect(selectorMatches(undefined, labels)).toBe(false)
    expect(selectorMatches({}, undefined)).toBe(true)
  })

  it('tells In from NotIn, and Exists from DoesNotExist, for all labels', () => {
    const word = fc.constantFrom('a', 'b', 'c')
    fc.assert(
      fc.property(fc.dictionary(word, word), word, fc.array(word), (own, key, values) => {
        const matches = (operator: string) => selectorMatches({ matchExpressions: [{ key, operator, values }] }, own)
        expect(matches('NotIn')).toBe(!matches('In'))
        expect(matches('DoesNotExist')).toBe(!matches('Exists'))
      }),
    )
  })
})

it.each([
  ['equal labels', { app: 'web' }, labels, true],
  ['one of two', { app: 'web', zone: 'a' }, labels, false],
  ['an empty selector', {}, labels, false],
  ['no selector', undefined, labels, false],
  ['no labels', { app: 'web' }, undefined, false],
  ['a name that every object inherits', { toString: 'web' }, labels, false],
])('the selector of a Service: %s', (_, selector, own, matches) => {
  expect(labelsMatch(selector as Record<string, string> | undefined, own)).toBe(matches)
})
