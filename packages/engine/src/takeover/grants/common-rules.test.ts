import { describe, expect, it } from 'vitest'
import type { PolicyRule } from '../../access/index.ts'
import { commonRule } from './common-rules.ts'

const rule = (verbs: string, resources: string, names = ''): PolicyRule => ({
  verbs: verbs.split(' '),
  apiGroups: [''],
  resources: resources.split(' '),
  ...(names === '' ? {} : { resourceNames: names.split(' ') }),
})

describe('commonRule', () => {
  it.each([
    [rule('get list', 'pods secrets'), rule('list watch', 'secrets'), rule('list', 'secrets')],
    [rule('*', '*'), rule('get', 'pods/exec'), rule('get', 'pods/exec')],
    [rule('get', '*/exec'), rule('get', 'pods/exec pods'), rule('get', 'pods/exec')],
    [rule('get', '*/exec'), rule('get', '*'), rule('get', '*/exec')],
    [rule('get', 'pods', 'a'), rule('get', 'pods'), rule('get', 'pods', 'a')],
    [rule('get', 'pods', 'a b'), rule('get', 'pods', 'b c'), rule('get', 'pods', 'b')],
    [rule('get', 'pods', 'a'), rule('get', 'pods', 'b'), undefined],
    [rule('get', 'pods'), rule('list', 'pods'), undefined],
    [rule('get', 'pods'), rule('get', 'pods/log'), undefined],
    [rule('get', '*/log'), rule('get', 'pods/exec'), undefined],
    [{ verbs: null, nonResourceURLs: ['/x'] }, rule('get', 'pods'), undefined],
  ])('is what %j and %j both allow', (a, b, expected) => {
    expect(commonRule(a, b)).toEqual(expected)
    expect(commonRule(b, a)).toEqual(expected)
  })
})
