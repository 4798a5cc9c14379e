import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexByLabel } from './label-index.ts'
import { labelsMatch, selectorMatches } from './selector.ts'

const word = fc.constantFrom('a', 'b', 'c')
const labels = fc.dictionary(word, word, { maxKeys: 3 })
const items = fc.array(fc.record({ namespace: word, labels: fc.option(labels, { nil: undefined }) }), { maxLength: 12 })
const expression = fc.record({
  key: word,
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'Near'),
  values: fc.array(word, { maxLength: 3 }),
})
const selector = fc.record({ matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 2 }) })

describe('an index by label', () => {
  it('selects what a look at every item selects', () => {
    fc.assert(
      fc.property(items, word, fc.option(selector, { nil: undefined }), (all, namespace, wanted) => {
        const index = indexByLabel(
          all,
          (item) => item.namespace,
          (item) => item.labels,
        )
        const here = all.filter((item) => item.namespace === namespace)
        expect(new Set(index.selected(namespace, wanted))).toEqual(
          new Set(here.filter((item) => selectorMatches(wanted, item.labels))),
        )
        expect(index.selectedByLabels(namespace, wanted?.matchLabels)).toEqual(
          here.filter((item) => labelsMatch(wanted?.matchLabels, item.labels)),
        )
      }),
    )
  })

  it('gives every item once, for a value that is listed twice too', () => {
    const all = [{ labels: { a: 'x' } }, { labels: { a: 'y' } }]
    const index = indexByLabel(
      all,
      () => 'n',
      (item) => item.labels,
    )
    const wanted = { matchExpressions: [{ key: 'a', operator: 'In', values: ['x', 'x'] }] }
    expect(index.selected('n', wanted)).toEqual([all[0]])
  })
})
