import { describe, expect, it } from 'vitest'
import { authorize } from './authorize.ts'
import { Rbac } from './bindings.ts'
import type { PolicyRule } from './objects.ts'
import { rbacOf } from './rbac-of.ts'
import { rulesFor, whoCan } from './who-can.ts'

const user = { name: 'ann', groups: ['ops'] }
const ask = { verb: 'get', resource: 'pods', namespace: 'shop' }

function estate(others = 0) {
  const pods: PolicyRule[] = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]
  const none: PolicyRule[] = []
  const binding = (name: string, role: string) => ({
    metadata: { name },
    subjects: [{ kind: 'User', name: 'ann' }],
    roleRef: { kind: 'ClusterRole', name: role },
  })
  return {
    clusterRoles: [
      {
        metadata: { name: 'pods', labels: { to: 'some' } },
        rules: pods,
      },
      { metadata: { name: 'some', labels: { to: 'all' } }, ...aggregating('some') },
      { metadata: { name: 'all' }, ...aggregating('all') },
      { metadata: { name: 'none' }, rules: none },
    ],
    clusterRoleBindings: [
      binding('b', 'pods'),
      ...Array.from({ length: others }, (_, i) => ({
        ...binding(`other-${i}`, 'none'),
        subjects: [{ kind: 'User', name: `other-${i}` }],
      })),
    ],
  }
}

function aggregating(to: string) {
  const none: PolicyRule[] = []
  return { rules: none, aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to } }] } }
}

type Estate = ReturnType<typeof estate>

function aggregated(others?: number): Estate {
  const objects = estate(others)
  for (const { roleRef } of objects.clusterRoleBindings.slice(0, 1)) roleRef.name = 'all'
  return objects
}

/** Changes that take away what was allowed. */
const taken: [string, (others?: number) => Estate, (objects: Estate) => void][] = [
  ['a binding goes', estate, ({ clusterRoleBindings }) => clusterRoleBindings.shift()],
  [
    'a binding is replaced',
    estate,
    ({ clusterRoleBindings: bindings }) =>
      bindings.splice(0, 1, ...estate().clusterRoleBindings.map((each) => ({ ...each, subjects: [] }))),
  ],
  ['a subject goes', estate, ({ clusterRoleBindings }) => clusterRoleBindings[0]?.subjects.pop()],
  [
    'a subject is another',
    estate,
    ({ clusterRoleBindings }) => Object.assign(clusterRoleBindings[0]?.subjects[0] ?? {}, { kind: 'Robot' }),
  ],
  [
    'a reference is another',
    estate,
    ({ clusterRoleBindings }) => Object.assign(clusterRoleBindings[0]?.roleRef ?? {}, { name: 'none' }),
  ],
  ['a role goes', estate, ({ clusterRoles }) => clusterRoles.shift()],
  [
    'a role has another name',
    estate,
    ({ clusterRoles }) => Object.assign(clusterRoles[0]?.metadata ?? {}, { name: 'other' }),
  ],
  ['a rule goes', estate, ({ clusterRoles }) => clusterRoles[0]?.rules.pop()],
  ['rules are others', estate, ({ clusterRoles }) => Object.assign(clusterRoles[0] ?? {}, { rules: null })],
  [
    'a verb is another',
    estate,
    ({ clusterRoles }) => Object.assign(clusterRoles[0]?.rules[0] ?? {}, { verbs: ['list'] }),
  ],
  ['an aggregate loses a rule', aggregated, ({ clusterRoles }) => clusterRoles[0]?.rules.pop()],
  [
    'an aggregate loses a role',
    aggregated,
    ({ clusterRoles }) => Object.assign(clusterRoles[0]?.metadata.labels ?? {}, { to: 'no' }),
  ],
  [
    'an aggregate loses another',
    aggregated,
    ({ clusterRoles }) => Object.assign(clusterRoles[1]?.metadata ?? {}, { labels: null }),
  ],
]

describe('answers', () => {
  it.each(taken)('follow when %s', (_, make, change) => {
    const objects = make()
    const before = structuredClone(objects)
    expect(authorize(objects, { user, ...ask }).allowed).toBe(true)
    expect(whoCan(objects, ask)).toHaveLength(1)
    change(objects)
    expect(authorize(objects, { user, ...ask }).allowed).toBe(false)
    expect(whoCan(objects, ask)).toEqual([])
    expect(rulesFor(objects, user)).not.toEqual(rulesFor(before, user))
    Object.assign(objects, before)
    expect(authorize(objects, { user, ...ask }).allowed).toBe(true)
    expect(rulesFor(objects, user)).toHaveLength(1)
  })

  it('follow lists that were not there', () => {
    const objects: Partial<Estate> = {}
    expect(authorize(objects, { user, ...ask }).allowed).toBe(false)
    Object.assign(objects, estate())
    expect(authorize(objects, { user, ...ask }).allowed).toBe(true)
  })

  it('follow what is given in many places at once', () => {
    const objects = estate(5000)
    const rule = objects.clusterRoles[3]?.rules
    expect(authorize(objects, { user: { name: 'other-4999' }, ...ask }).allowed).toBe(false)
    rule?.push({ apiGroups: [''], resources: ['pods'], verbs: ['get'] })
    expect(authorize(objects, { user: { name: 'other-4999' }, ...ask }).allowed).toBe(true)
    Object.assign(objects.clusterRoleBindings[9] ?? {}, { subjects: [{ kind: 'Group', name: 'ops' }] })
    expect(authorize(objects, { user: { name: 'bob', groups: ['ops'] }, ...ask }).allowed).toBe(true)
  })

  it('are not made anew while nothing changes', () => {
    const objects = estate()
    expect(rbacOf(objects)).toBe(rbacOf(objects))
    const rbac = new Rbac(objects)
    expect(rbacOf(rbac)).toBe(rbac)
  })
})

describe('answers about very many objects, when each comparison has to be earned', () => {
  // More than all that may be compared ahead.
  const used = (objects: Estate) => {
    for (let i = 0; i < 500; i++) authorize(objects, { user, ...ask })
  }

  it.each(taken)('allow nothing any more that is not held: %s', (_, make, change) => {
    const objects = make(5000)
    used(objects)
    change(objects)
    expect(authorize(objects, { user, ...ask }).allowed).toBe(false)
  })

  it('notice every other change after some thousands of them', () => {
    const objects = estate(5000)
    used(objects)
    Object.assign(objects.clusterRoleBindings[9] ?? {}, { subjects: [{ kind: 'User', name: 'bob' }] })
    Object.assign(objects.clusterRoles[3] ?? {}, { rules: objects.clusterRoles[0]?.rules })
    const later = Array.from({ length: 5000 }, () => authorize(objects, { user: { name: 'bob' }, ...ask }).allowed)
    expect(later.at(-1)).toBe(true)
  })
})
