import { describe, expect, it } from 'vitest'
import { membersOf } from '../bits.ts'
import { SelectorIndex } from './selector-index.ts'

const index = new SelectorIndex(4, [{ app: 'a', tier: 'x' }, { app: 'b' }, { app: 'c', tier: 'y' }, {}])

describe('a selector', () => {
  it.each([
    ['nothing at all', {}, [0, 1, 2, 3]],
    ['labels, all of them', { matchLabels: { app: 'a', tier: 'x' } }, [0]],
    ['labels of different things', { matchLabels: { app: 'a', tier: 'y' } }, []],
    ['In', { matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] }, [0, 1]],
    ['In nothing', { matchExpressions: [{ key: 'app', operator: 'In', values: [] }] }, []],
    ['NotIn, a missing key too', { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['a'] }] }, [1, 2, 3]],
    ['Exists', { matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, [0, 2]],
    ['DoesNotExist', { matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, [1, 3]],
    ['a key that nothing has', { matchExpressions: [{ key: 'odd', operator: 'DoesNotExist' }] }, [0, 1, 2, 3]],
    ['what is no operator', { matchExpressions: [{ key: 'app', operator: 'in', values: ['a'] }] }, []],
    [
      'all terms',
      { matchLabels: { app: 'c' }, matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['x'] }] },
      [2],
    ],
    ['a key of every object', { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] }, []],
  ])('matches by %s', (_, selector, expected) => {
    expect(membersOf(index.matching(selector))).toEqual(expected)
  })
})
