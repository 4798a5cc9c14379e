import { describe, expect, it } from 'vitest'
import { bound } from '../../test/grants.ts'
import { clusterOf } from '../../test/rule-tester.ts'
import { takeover } from '../../test/takeover-of.ts'
import type { Ask } from '../access/index.ts'
import { takeoverBy, ways } from '../rules/rbac/takeover.ts'

/** One rule that grants an ask, for each verb and each resource by which it may be granted. */
function rulesOf({ verbs, group, resources, names }: Ask): string[] {
  return verbs.flatMap((verb) =>
    resources.flatMap((resource) =>
      (names ?? ['']).map((name) => {
        const only = name === '' ? '' : `, resourceNames: ['${name}']`
        return `{ apiGroups: ['${group}'], resources: ['${resource}'], verbs: ['${verb}']${only} }`
      }),
    ),
  )
}

/** Every choice of one rule for each ask. */
function choices(asks: readonly Ask[]): string[][] {
  return asks.reduce<string[][]>(
    (chosen, ask) => chosen.flatMap((rules) => rulesOf(ask).map((rule) => [...rules, rule])),
    [[]],
  )
}

const manifests = ways.flatMap(({ may, asks }) => choices(asks).map((rules) => [may, rules.join(', '), rules] as const))

describe('whoever may become cluster-admin by the rules of the audit', () => {
  it.each(manifests)('%s: %s has a way to everything, in an input that is no whole cluster', (may, _, rules) => {
    const yaml = bound(rules, { account: 'shop/cart' })
    const user = { name: 'system:serviceaccount:shop:cart', groups: [] }
    expect(takeoverBy(clusterOf(yaml), user)).toBeDefined()
    // Nothing in the input says that one of the Secrets is a key to everything.
    const target = may === 'read every Secret' ? 'cluster-secrets' : 'cluster-admin'
    expect(takeover(yaml, { targets: [target] }).paths).toHaveLength(1)
  })
})
