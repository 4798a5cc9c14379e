import { expect, it } from 'vitest'
import { rules } from '../rules/index.ts'
import { checkovChecks, kubeauditOverrides, kubeLinterChecks, kubescapeControls } from './peer-checks.ts'

it.each([
  ['kubeaudit', kubeauditOverrides],
  ['kube-linter', kubeLinterChecks],
  ['kubescape', kubescapeControls],
  ['checkov', checkovChecks],
])('every rule that a check of %s stands for exists', (_, checks) => {
  const known = new Set(rules.map(({ id }) => id))
  const named = Object.values(checks as Readonly<Record<string, unknown>>)
    .flat(3)
    .filter((name) => typeof name === 'string')
  expect(named.length).toBeGreaterThan(5)
  expect(named.filter((name) => !known.has(name))).toEqual([])
})
