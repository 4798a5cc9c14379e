import { expect, it } from 'vitest'
import { milder } from './user-namespace.ts'

it.each([
  ['critical', 'high'],
  ['high', 'medium'],
  ['medium', 'low'],
  ['low', 'low'],
  ['info', 'info'],
] as const)('takes %s down to %s', (severity, expected) => {
  expect(milder(severity)).toBe(expected)
})
