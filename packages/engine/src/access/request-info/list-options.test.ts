import { describe, expect, it } from 'vitest'
import { isLabelSelector } from './label-selector.ts'
import { listOptions } from './list-options.ts'
import { requestUrl } from './url.ts'

const optionsOf = (query: string) => listOptions(requestUrl(`/api/v1/pods?${query}`).query)

describe('watch', () => {
  it.each([
    ['', false],
    ['watch', true],
    ['watch=', true],
    ['watch=1', true],
    ['watch=no', true],
    ['watch=0', false],
    ['watch=False', false],
    ['watch=false&watch=true', false],
    ['WATCH=1', false],
    ['a;watch=1', false],
    ['%zz=1&watch=1', true],
    ['watch=%zz&watch=0', false],
    ['watch=1&limit=many', true],
    ['watch=0&limit=many', false],
  ])('%s: %s', (query, watch) => expect(optionsOf(query).watch).toBe(watch))
})

describe('the name that a field selector asks for', () => {
  it.each([
    ['metadata.name=web', 'web'],
    ['metadata.name==web', 'web'],
    ['metadata.name%3Dweb', 'web'],
    ['metadata.name!=web', ''],
    ['metadata.namespace=web', ''],
    ['spec.nodeName=n1,metadata.name=web', 'web'],
    ['metadata.name=b,metadata.name=a', 'a'],
    [',,metadata.name=web,', 'web'],
    ['metadata.name=web,metadata.name!=web', 'web'],
    ['metadata.name=web,spec', ''],
    ['metadata.name=a=b', ''],
    ['metadata.name=a\\=b', 'a=b'],
    ['metadata.name=a\\,b', 'a,b'],
    ['metadata.name=a\\b', ''],
    ['metadata.name=a\\', ''],
    ['metadata.name=', ''],
    ['metadata.name=..', ''],
    ['metadata.name=a/b', ''],
    ['metadata.name=100%25', ''],
    ['metadata.name=a+b', 'a b'],
    ['=', ''],
    ['metadata.name=web&fieldSelector=metadata.name=db', 'web'],
    ['metadata.name=web&limit=10&timeoutSeconds=-5', 'web'],
    ['metadata.name=web&limit=', ''],
    ['metadata.name=web&limit=9223372036854775807', 'web'],
    ['metadata.name=web&limit=9223372036854775808', ''],
    ['metadata.name=web&timeoutSeconds=1e3', ''],
    ['metadata.name=web&labelSelector=a=b=c', ''],
    ['metadata.name=web&labelSelector=a', 'web'],
  ])('%s: %s', (selector, name) => expect(optionsOf(`fieldSelector=${selector}`).name).toBe(name))
})

describe('a label selector', () => {
  it.each([
    '',
    ' \t',
    'a',
    '!a',
    'a.io/b=c',
    'a=',
    'a=,b',
    'a==b,c!=d',
    'a in (b,c)',
    'a notin ()',
    'a in (,)',
    'a in (b,,c,)',
    'in in (in)',
    'notin',
    'a>1',
    'a < 1',
    ' a = b ',
    'a=in',
    '\0 no matter what',
  ])('%j is one', (text) => expect(isLabelSelector(text)).toBe(true))

  it.each([
    'a b',
    'a,',
    ',a',
    '!',
    '!a=b',
    '!in (a)',
    'a=b=c',
    'a===b',
    'a in',
    'a in b',
    'a in (b',
    'a in (b c)',
    'a in (b) c',
    'a in (!)',
    'a>b',
    'a>',
    'a>-1',
    'a>9223372036854775808',
    'a/b/c',
    '/a',
    'A.io/b',
    'a_=b',
    'a=-b',
    'a=ä',
    `a=${'b'.repeat(64)}`,
    `${'a'.repeat(254)}/b`,
    'a\0b',
    'a!b',
    '(a)',
  ])('%j is none', (text) => expect(isLabelSelector(text)).toBe(false))
})
