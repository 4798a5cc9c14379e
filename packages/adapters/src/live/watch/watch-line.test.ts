import { expect, it } from 'vitest'
import { readWatchLine } from './watch-line.ts'

const line = (type: string, object: unknown) => JSON.stringify({ type, object })

it.each([
  ['ADDED', 'exists'],
  ['MODIFIED', 'exists'],
  ['DELETED', 'gone'],
  ['BOOKMARK', 'bookmark'],
])('%s is read', (type, read) => {
  const object = { metadata: { resourceVersion: '7' } }
  expect(readWatchLine(line(type, object))).toEqual({ type: read, object, version: '7' })
})

it('an error is read with what the server asks for', () => {
  const status = {
    kind: 'Status',
    code: 429,
    reason: 'TooManyRequests',
    message: 'm',
    details: { retryAfterSeconds: 2 },
  }
  expect(readWatchLine(line('ERROR', status))).toMatchObject({
    type: 'error',
    error: { status: 429, reason: 'TooManyRequests', message: 'm', details: { retryAfter: 2000 } },
  })
})

it.each(['', 'null', '4', '{', '{}', line('toString', {}), line('ADDED', null), line('ADDED', 'x'), '<html>'])(
  '%j is no event',
  (text) => {
    expect(readWatchLine(text)).toEqual({ type: 'unreadable' })
  },
)

it.each([line('ERROR', null), line('ERROR', 'broken'), line('ERROR', {})])('%s is an error all the same', (text) => {
  expect(readWatchLine(text)).toMatchObject({ type: 'error', error: { status: 0 } })
})
