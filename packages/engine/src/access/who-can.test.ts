import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorize } from './authorize.ts'
import { userOfServiceAccount } from './bindings.ts'
import { compactRules } from './compact.ts'
import { covers } from './covers.ts'
import type { PolicyRule, RbacObjects, Subject, User } from './objects.ts'
import { rulesFor, whoCan } from './who-can.ts'

const words = (...items: string[]) => fc.array(fc.constantFrom(...items), { minLength: 1, maxLength: 2 })
const rule: fc.Arbitrary<PolicyRule> = fc.record(
  {
    verbs: words('get', 'list', '*'),
    apiGroups: words('', 'apps', '*'),
    resources: words('pods', 'pods/log', '*/log', '*', 'secrets'),
    resourceNames: words('a', 'b', ''),
  },
  { requiredKeys: ['verbs', 'apiGroups', 'resources'] },
)
const subject: fc.Arbitrary<Subject> = fc.constantFrom(
  { kind: 'User', name: 'ann' },
  { kind: 'Group', name: 'ops' },
  { kind: 'ServiceAccount', name: 'robot', namespace: 'ci' },
  { kind: 'ServiceAccount', name: 'robot' },
)
const binding = fc.record({
  subjects: fc.array(subject, { maxLength: 3 }),
  roleRef: fc.record({ kind: fc.constant('ClusterRole'), name: fc.constantFrom('r0', 'r1', 'gone') }),
})
const objects: fc.Arbitrary<RbacObjects> = fc
  .record({ roles: fc.tuple(fc.array(rule), fc.array(rule)), cluster: fc.array(binding), shop: fc.array(binding) })
  .map(({ roles, cluster, shop }) => ({
    clusterRoles: roles.map((rules, i) => ({ metadata: { name: `r${i}` }, rules })),
    clusterRoleBindings: cluster.map((each, i) => ({ ...each, metadata: { name: `c${i}` } })),
    roleBindings: shop.map((each, i) => ({ ...each, metadata: { name: `s${i}`, namespace: 'shop' } })),
  }))
const users: readonly User[] = [
  { name: 'ann' },
  { name: 'bob', groups: ['ops'] },
  { name: 'ann', groups: ['ops'] },
  userOfServiceAccount('ci', 'robot'),
  userOfServiceAccount('shop', 'robot'),
]
const query = fc.record({
  verb: fc.constantFrom('get', 'list', 'create'),
  apiGroup: fc.constantFrom('', 'apps'),
  resource: fc.constantFrom('pods', 'secrets'),
  subresource: fc.constantFrom('', 'log'),
  name: fc.constantFrom('', 'a', 'z'),
  namespace: fc.constantFrom('', 'shop', 'ci'),
})

function isOneOf(user: User, holders: ReturnType<typeof whoCan>): boolean {
  return holders.some(({ subject: { kind, name = '', namespace }, binding: { namespace: own } }) => {
    if (kind === 'Group') return user.groups?.includes(name)
    return user.name === (kind === 'User' ? name : userOfServiceAccount(namespace ?? own, name).name)
  })
}

describe('whoCan', () => {
  it('names somebody exactly when the same request by them is allowed', () => {
    fc.assert(
      fc.property(objects, query, (state, asked) => {
        const holders = whoCan(state, asked)
        for (const user of users) expect(isOneOf(user, holders)).toBe(authorize(state, { user, ...asked }).allowed)
      }),
    )
  })
})

describe('rulesFor', () => {
  it('gives exactly the rules that decide', () => {
    fc.assert(
      fc.property(objects, query, fc.constantFrom(...users), (state, asked, user) => {
        const alone = {
          clusterRoles: [
            { metadata: { name: 'x' }, rules: rulesFor(state, user, asked.namespace).map((held) => held.rule) },
          ],
          clusterRoleBindings: [
            {
              metadata: { name: 'x' },
              subjects: [{ kind: 'User', name: 'x' }],
              roleRef: { kind: 'ClusterRole', name: 'x' },
            },
          ],
        }
        const { allowed } = authorize(state, { user, ...asked })
        expect(authorize(alone, { user: { name: 'x' }, ...asked }).allowed).toBe(allowed)
      }),
    )
  })
})

describe('covers', () => {
  it('holds for rules and their compaction, both ways', () => {
    fc.assert(
      fc.property(fc.array(rule), (rules) => {
        expect(covers(compactRules(rules), rules)).toEqual({ covered: true, uncovered: [] })
        expect(covers(rules, compactRules(rules))).toEqual({ covered: true, uncovered: [] })
      }),
    )
  })

  it('never holds where a request tells rules apart', () => {
    fc.assert(
      fc.property(fc.array(rule), fc.array(rule), query, (owner, servant, asked) => {
        const state = (rules: readonly PolicyRule[]): RbacObjects => ({
          clusterRoles: [{ metadata: { name: 'x' }, rules }],
          clusterRoleBindings: [
            {
              metadata: { name: 'x' },
              subjects: [{ kind: 'User', name: 'x' }],
              roleRef: { kind: 'ClusterRole', name: 'x' },
            },
          ],
        })
        const may = (rules: readonly PolicyRule[]) => authorize(state(rules), { user: { name: 'x' }, ...asked }).allowed
        if (may(servant) && !may(owner)) expect(covers(owner, servant).covered).toBe(false)
      }),
    )
  })
})
