import { expect, it } from 'vitest'
import { Backoff } from './backoff.ts'

it('waits twice as long after each failure, up to the longest', () => {
  const backoff = new Backoff(() => 1)
  expect(Array.from({ length: 8 }, () => backoff.next(30_000))).toEqual([
    800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000,
  ])
  backoff.reset()
  expect(backoff.next(30_000)).toBe(800)
})

it('spreads waits over their upper half', () => {
  const numbers = [0, 0.5, 1]
  const backoff = new Backoff(() => numbers.shift() ?? 0)
  expect([0, 1, 2].map(() => backoff.spread(1000))).toEqual([500, 750, 1000])
})

it('stays finite however long a server is away', () => {
  const backoff = new Backoff(() => 0)
  for (let failure = 0; failure < 5000; failure++) backoff.next(30_000)
  expect(backoff.next(30_000)).toBe(15_000)
})
