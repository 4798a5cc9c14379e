import { describe, expect, it } from 'vitest'
import { authorize } from './authorize.ts'
import { covers } from './covers.ts'
import { rulesFor, whoCan } from './who-can.ts'

const rule = { apiGroups: [''], resources: ['pods'], verbs: ['get'] }
const objects = {
  roles: [{ metadata: { namespace: 'shop', name: 'r' }, rules: [rule] }],
  clusterRoles: [
    { metadata: { name: 'r', labels: { to: 'all' } }, rules: [{ ...rule, resourceNames: ['web'] }] },
    {
      metadata: { name: 'all' },
      rules: [],
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: 'all' } }] },
    },
    { metadata: { name: 'urls' }, rules: [{ nonResourceURLs: ['/healthz'], verbs: ['get'] }] },
  ],
  roleBindings: [
    {
      metadata: { namespace: 'shop', name: 'b' },
      subjects: [{ kind: 'User', name: 'ann', namespace: '', apiGroup: 'rbac.authorization.k8s.io' }],
      roleRef: { kind: 'Role', name: 'r', apiGroup: 'rbac.authorization.k8s.io' },
    },
  ],
  clusterRoleBindings: ['all', 'urls'].map((name) => ({
    metadata: { name },
    subjects: [
      { kind: 'Group', name: 'ops' },
      { kind: 'ServiceAccount', namespace: 'shop', name: 'web' },
    ],
    roleRef: { kind: 'ClusterRole', name },
  })),
}
const request = {
  user: { name: 'ann', groups: ['ops'] },
  verb: 'get',
  apiGroup: '',
  resource: 'pods',
  subresource: '',
  name: 'web',
  namespace: 'shop',
  path: '',
  resourceRequest: true,
}

type Hole = readonly [where: string, value: unknown]

/** A value with null in the place of each of its parts, one at a time, and where that is. */
function holesIn(value: unknown, where = 'all'): Hole[] {
  if (typeof value !== 'object' || value === null) return [[where, null]]
  const inside = Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    holesIn(each, `${where}.${key}`).map(
      ([at, hole]): Hole => [at, Array.isArray(value) ? value.with(Number(key), hole) : { ...value, [key]: hole }],
    ),
  )
  return [[where, null], ...inside]
}

/** A value without what is null: items of lists stay, as empty ones, and so do labels. */
function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutNull(item ?? {}))
  if (typeof value !== 'object' || value === null) return value ?? undefined
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
      each === null ? (key === 'to' ? [[key, '']] : []) : [[key, withoutNull(each)]],
    ),
  )
}

describe('null', () => {
  it.each(holesIn(objects))('is not given, among the objects: %s', (_, each) => {
    const given = each as typeof objects
    const without = (withoutNull(each) ?? {}) as typeof objects
    for (const name of ['ann', 'system:serviceaccount:shop:web']) {
      const asked = { ...request, user: { ...request.user, name } }
      expect(authorize(given, asked).allowed).toBe(authorize(without, asked).allowed)
      expect(rulesFor(given, asked.user, 'shop')).toHaveLength(rulesFor(without, asked.user, 'shop').length)
    }
    expect(whoCan(given, request)).toHaveLength(whoCan(without, request).length)
    const { roles } = (each ?? {}) as Partial<typeof objects>
    expect(() => covers(roles?.[0]?.rules, objects.clusterRoles[0]?.rules)).not.toThrow()
    expect(() => covers([rule], roles?.[0]?.rules)).not.toThrow()
  })

  it.each(holesIn(request))('is not given, in the request: %s', (_, each) => {
    const given = each as typeof request
    const without = (withoutNull(each) ?? {}) as typeof request
    expect(authorize(objects, given)).toEqual(authorize(objects, without))
    expect(whoCan(objects, given)).toEqual(whoCan(objects, without))
  })

  it('covers nothing, and is covered by anything', () => {
    expect(covers(null, null)).toEqual({ covered: true, uncovered: [] })
    expect(covers([null, { verbs: null }], [rule]).uncovered).toEqual([rule])
    expect(covers([rule], [null, { ...rule, resources: null }]).covered).toBe(true)
  })
})
