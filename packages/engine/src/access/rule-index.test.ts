import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorize } from './authorize.ts'
import type { AccessQuery, PolicyRule, RbacObjects, Subject } from './objects.ts'
import { PreparedRequest, ruleAllows } from './rule.ts'
import { RuleIndex } from './rule-index.ts'

const some = (...items: string[]) => fc.oneof(fc.constant(null), fc.array(fc.constantFrom(...items), { maxLength: 3 }))

const rules: fc.Arbitrary<PolicyRule[]> = fc.array(
  fc.record(
    {
      verbs: some('get', 'list', '*'),
      apiGroups: some('', 'apps', '*'),
      resources: some('pods', 'pods/log', '*/log', '*', 'pods/*', 'log', ''),
      resourceNames: some('a', 'b', ''),
      nonResourceURLs: some('/a', '/a/*', '*', '/*', ''),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 12 },
)

const query: fc.Arbitrary<AccessQuery> = fc.record(
  {
    verb: fc.constantFrom('get', 'list', 'create', '*', ''),
    apiGroup: fc.constantFrom('', 'apps', 'batch', '*'),
    resource: fc.constantFrom('pods', 'log', '*', ''),
    subresource: fc.constantFrom('', 'log', '*'),
    name: fc.constantFrom('', 'a', 'b', 'c'),
    path: fc.constantFrom('', '/a', '/a/b', '/b', '*'),
    resourceRequest: fc.boolean(),
  },
  { requiredKeys: ['verb'] },
)

describe('an index of rules', () => {
  it('finds the first that allows a request, as looking at each does', () => {
    fc.assert(
      fc.property(rules, query, (list, asked) => {
        const expected = list.findIndex((rule) => ruleAllows(rule, asked))
        expect(new RuleIndex(list).firstFor(new PreparedRequest(asked))).toBe(expected)
      }),
      { numRuns: 3000 },
    )
  })

  it('looks in turn at rules that say too much to be taken apart', () => {
    const names = Array.from({ length: 5000 }, (_, i) => `name-${i}`)
    const rule = { apiGroups: [''], resources: ['pods'], verbs: ['get'] }
    const index = new RuleIndex([{ ...rule, resourceNames: names }, rule])
    const firstFor = (name: string) => index.firstFor(new PreparedRequest({ verb: 'get', resource: 'pods', name }))
    expect([firstFor('name-4999'), firstFor('other')]).toEqual([0, 1])
  })
})

describe('many bindings of one user', () => {
  const subjects: readonly Subject[] = [
    { kind: 'User', name: 'ann' },
    { kind: 'Group', name: 'ops' },
    { kind: 'User', name: 'bob' },
  ]

  it('allow by the first of them', () => {
    const bindings = fc.array(fc.record({ role: fc.nat(6), subject: fc.nat(2) }), { minLength: 9, maxLength: 40 })
    fc.assert(
      fc.property(fc.array(rules, { maxLength: 5 }), bindings, query, (roles, bound, asked) => {
        const objects: RbacObjects = {
          clusterRoles: roles.map((each, i) => ({ metadata: { name: `${i}` }, rules: each })),
          clusterRoleBindings: bound.map(({ role, subject }, i) => ({
            metadata: { name: `${i}` },
            subjects: subjects.slice(subject),
            roleRef: { kind: 'ClusterRole', name: `${role}` },
          })),
        }
        const first = bound.findIndex(
          ({ role, subject }) => subject < 2 && roles[role]?.some((rule) => ruleAllows(rule, asked)),
        )
        const { by } = authorize(objects, { user: { name: 'ann', groups: ['ops'] }, ...asked })
        expect(by?.kind === 'binding' ? Number(by.binding.name) : -1).toBe(first)
        if (by?.kind === 'binding') expect(by.subject).toBe(subjects[bound[first]?.subject ?? 0])
      }),
      { numRuns: 1000 },
    )
  })
})
