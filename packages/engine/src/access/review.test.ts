import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../test/rule-tester.ts'
import { authorize } from './authorize.ts'
import { accessWithDefaults } from './bootstrap/index.ts'
import { userOfIdentity } from './identity.ts'
import type { PolicyRule, Subject } from './objects.ts'
import { type IdentityReview, otherRules, reviewIdentities } from './review.ts'

const apiVersion = 'rbac.authorization.k8s.io/v1'

interface Bound {
  readonly role: string
  readonly rules?: readonly PolicyRule[]
  readonly namespace?: string
  readonly kind?: 'Role' | 'ClusterRole'
  readonly subjects: readonly Subject[]
  readonly name?: string
}

/** A role, where rules are given, and a binding of it. */
function bound({ role, rules, namespace, kind, subjects, name = role }: Bound): object[] {
  const roleKind = kind ?? (namespace === undefined ? 'ClusterRole' : 'Role')
  const placed = namespace === undefined ? {} : { namespace }
  return [
    ...(rules
      ? [{ apiVersion, kind: roleKind, metadata: { name: role, ...(roleKind === 'Role' && placed) }, rules }]
      : []),
    {
      apiVersion,
      kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
      metadata: { name, ...placed },
      roleRef: { kind: roleKind, name: role },
      subjects,
    },
  ]
}

const account = (namespace: string, name: string): Subject => ({ kind: 'ServiceAccount', namespace, name })
const group = (name: string): Subject => ({ kind: 'Group', name })
const readSecrets: PolicyRule = { apiGroups: [''], resources: ['secrets'], verbs: ['list'] }
const readPods: PolicyRule = { apiGroups: [''], resources: ['pods'], verbs: ['list'] }
const readLogs: PolicyRule = { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] }

function review(...objects: object[]) {
  return reviewIdentities(clusterOf(objects.map((object) => JSON.stringify(object)).join('\n---\n')))
}

function named(identities: readonly IdentityReview[], name: string): IdentityReview {
  const found = identities.find(
    ({ identity }) => [identity.namespace, identity.name].filter(Boolean).join('/') === name,
  )
  if (!found) throw new Error(`there is no ${name}`)
  return found
}

const told = ({ identity: { namespace, name }, danger }: IdentityReview) =>
  `${namespace === undefined ? '' : `${namespace}/`}${name} ${danger}`

describe('a review', () => {
  it('sorts by danger, and everybody before others of the same', () => {
    const { identities } = review(
      ...bound({ role: 'a', rules: [readPods], subjects: [account('shop', 'a')] }),
      ...bound({ role: 'b', rules: [readSecrets], subjects: [{ kind: 'User', name: 'ann' }] }),
      ...bound({ role: 'c', rules: [readSecrets], namespace: 'shop', subjects: [group('system:authenticated')] }),
    )
    expect(identities.map(told)).toEqual(['system:authenticated critical', 'ann critical', 'shop/a high'])
  })

  it('judges what everybody holds a step worse than the same of one, and no worse than that of those who are in it', () => {
    const { identities } = review(
      ...bound({ role: 'a', rules: [readLogs], subjects: [group('system:serviceaccounts'), group('ops')] }),
      ...bound({ role: 'b', rules: [readPods], subjects: [account('shop', 'cart'), group('system:authenticated')] }),
    )
    expect(identities.map(told)).toEqual([
      'system:serviceaccounts medium',
      'ops low',
      'shop/cart low',
      'system:authenticated none',
    ])
    const cart = named(identities, 'shop/cart')
    expect(cart.ownDanger).toBe('none')
    expect(cart.grants.map(({ danger }) => danger)).toEqual(['none'])
    expect(cart.inherited.map(({ group: of, danger }) => [of, danger])).toEqual([
      ['system:serviceaccounts', 'low'],
      ['system:authenticated', 'none'],
    ])
  })

  it('T15: takes a user, a group and an account of the same name for what they are', () => {
    const { identities } = review(
      ...bound({ role: 'a', rules: [readPods], subjects: [{ kind: 'User', name: 'system:serviceaccount:shop:cart' }] }),
      ...bound({ role: 'b', rules: [readSecrets], subjects: [account('shop', 'cart')] }),
      ...bound({ role: 'c', rules: [readPods], subjects: [group('shop/cart'), { kind: 'User', name: 'cart' }] }),
    )
    expect(named(identities, 'shop/cart').grants.map(({ binding }) => binding.name)).toEqual(['b', 'a'])
    expect(identities).toHaveLength(3)
  })

  it('names what runs as an account, and whether it has the token', () => {
    const pod = (name: string, spec: object) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'shop' },
      spec,
    })
    const { identities } = review(
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'quiet', namespace: 'shop' },
        automountServiceAccountToken: false,
      },
      pod('a', { serviceAccountName: 'quiet', containers: [] }),
      pod('b', { serviceAccountName: 'quiet', automountServiceAccountToken: true, containers: [] }),
      pod('c', { containers: [] }),
    )
    const runs = (name: string) =>
      named(identities, name).runners.map(({ workload, mountsToken }) => [workload.resource.name, mountsToken])
    expect(runs('shop/quiet')).toEqual([
      ['a', false],
      ['b', true],
    ])
    expect(runs('shop/default')).toEqual([['c', true]])
    expect(named(identities, 'shop/quiet').declared?.name).toBe('quiet')
  })

  it('tells what only several grants together give', () => {
    const { identities } = review(
      ...bound({
        role: 'a',
        rules: [{ apiGroups: [''], resources: ['users'], resourceNames: ['dev'], verbs: ['impersonate'] }],
        subjects: [group('ops')],
      }),
      ...bound({
        role: 'b',
        rules: [{ apiGroups: [''], resources: ['groups'], verbs: ['impersonate'] }],
        subjects: [group('ops')],
      }),
    )
    const ops = named(identities, 'ops')
    expect(ops.danger).toBe('critical')
    expect(ops.together.map(({ power, sources }) => [power.id, sources.map(({ binding }) => binding.name)])).toEqual([
      ['impersonate-masters', ['a', 'b']],
    ])
  })

  it('tells what grants of a namespace and of the cluster give together, there', () => {
    const { identities } = review(
      ...bound({
        role: 'a',
        rules: [{ apiGroups: [''], resources: ['persistentvolumes'], verbs: ['create'] }],
        subjects: [group('ops')],
      }),
      ...bound({
        role: 'b',
        namespace: 'shop',
        rules: [{ apiGroups: [''], resources: ['pods', 'persistentvolumeclaims'], verbs: ['create'] }],
        subjects: [group('ops')],
      }),
    )
    expect(named(identities, 'ops').together.map(({ power, namespace }) => [power.id, namespace])).toEqual([
      ['host-volume', 'shop'],
    ])
  })

  it('counts as harmless only rules that give no power', () => {
    const { identities } = review(
      ...bound({
        role: 'a',
        rules: [readPods, readSecrets, readLogs, { nonResourceURLs: ['/healthz'], verbs: ['get'] }],
        subjects: [group('ops')],
      }),
    )
    const { grants, together } = named(identities, 'ops')
    expect(grants.flatMap((grant) => otherRules(grant, together))).toEqual([
      readPods,
      { nonResourceURLs: ['/healthz'], verbs: ['get'] },
    ])
  })

  it('T17, T20: knows the roles of every cluster, filled as its controller would', () => {
    const { identities, dangling } = review(
      ...bound({ role: 'edit', kind: 'ClusterRole', namespace: 'shop', subjects: [group('devs')] }),
      ...bound({ role: 'view', kind: 'ClusterRole', namespace: 'shop', name: 'views', subjects: [group('guests')] }),
      ...bound({ role: 'cluster-admin', subjects: [group('admins')] }),
    )
    expect(dangling).toEqual([])
    expect(identities.map(told)).toEqual(['admins critical', 'devs high', 'guests low'])
    const ids = named(identities, 'devs').grants.flatMap(({ powers }) => powers.map(({ power }) => power.id))
    expect(ids).toEqual(
      expect.arrayContaining(['read-secrets', 'mint-tokens', 'impersonate-accounts', 'run-pods', 'exec']),
    )
    expect(named(identities, 'guests').grants.flatMap(({ powers }) => powers.map(({ power }) => power.id))).toEqual([
      'read-logs',
    ])
  })

  it('T18: an aggregate with an empty selector holds all that any role holds', () => {
    const all = {
      apiVersion,
      kind: 'ClusterRole',
      metadata: { name: 'all' },
      aggregationRule: { clusterRoleSelectors: [{}] },
    }
    const { identities } = review(all, ...bound({ role: 'all', subjects: [group('ops')] }))
    expect(named(identities, 'ops').danger).toBe('critical')
  })

  it('knows what was read from what is missing: a cluster without a role grants nothing by it', () => {
    const { identities, dangling } = review(
      {
        apiVersion,
        kind: 'ClusterRole',
        metadata: { name: 'other', labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults' } },
        rules: [],
      },
      ...bound({ role: 'edit', subjects: [group('devs')] }),
    )
    expect(identities.map(told)).toEqual(['devs none'])
    expect(dangling.map(({ kind }) => kind)).toEqual(['role'])
  })

  it.each([
    ['T14: a role that is missing', bound({ role: 'gone', namespace: 'shop', subjects: [group('ops')] }), ['role']],
    ['an account that is missing', bound({ role: 'a', rules: [], subjects: [account('shop', 'cart')] }), ['account']],
    [
      'the default account, which is everywhere',
      bound({ role: 'a', rules: [], subjects: [account('shop', 'default')] }),
      [],
    ],
    [
      'an account of no namespace',
      bound({ role: 'a', rules: [], subjects: [{ kind: 'ServiceAccount', name: 'x' }] }),
      ['nobody'],
    ],
    [
      'T16: a kind in another case',
      bound({ role: 'a', rules: [], subjects: [{ kind: 'user', name: 'x' }] }),
      ['nobody'],
    ],
    ['T21: no subjects', bound({ role: 'a', rules: [], subjects: [] }), []],
  ])('tells of bindings that lead nowhere: %s', (_, objects, expected) => {
    expect(review(...objects).dangling.map(({ kind }) => kind)).toEqual(expected)
  })

  it("knows Kubernetes' own identities by what a new cluster gives them", () => {
    const controller = account('kube-system', 'deployment-controller')
    const role = 'system:controller:deployment-controller'
    const asMade = named(
      review(...bound({ role, subjects: [controller] })).identities,
      'kube-system/deployment-controller',
    )
    expect(asMade).toMatchObject({ isDefault: true, danger: 'critical' })
    const changed = review(...bound({ role, rules: [readSecrets], subjects: [controller] })).identities
    expect(changed[0]?.isDefault).toBe(false)
    const others = review(...bound({ role, subjects: [account('shop', 'x'), account('kube-system', 'x')] })).identities
    expect(others.map(({ isDefault }) => isDefault)).toEqual([false, false])
    const proxy = review(
      ...bound({ role: 'system:node-proxier', name: 'own', subjects: [account('kube-system', 'kube-proxy')] }),
    )
    expect(proxy.identities.map(({ isDefault }) => isDefault)).toEqual([true])
    const masters = review(
      ...bound({ role: 'cluster-admin', subjects: [group('system:masters'), group('system:authenticated')] }),
    )
    expect(masters.identities.map((each) => [each.identity.name, each.isDefault])).toEqual([
      ['system:authenticated', false],
      ['system:masters', true],
    ])
  })
})

describe('what several bindings give together', () => {
  const parts: readonly PolicyRule[] = [
    { apiGroups: [''], resources: ['users'], resourceNames: ['dev'], verbs: ['impersonate'] },
    { apiGroups: [''], resources: ['groups'], verbs: ['impersonate'] },
    { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['create'] },
    { apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['create'] },
    { apiGroups: [''], resources: ['pods', 'secrets'], verbs: ['create'] },
    { apiGroups: [''], resources: ['secrets'], resourceNames: ['a'], verbs: ['get'] },
    { apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'], verbs: ['bind'] },
    { apiGroups: ['rbac.authorization.k8s.io'], resources: ['rolebindings'], verbs: ['create'] },
    readPods,
  ]
  const owner = fc.constantFrom(account('shop', 'cart'), group('system:serviceaccounts'), group('system:authenticated'))
  const piece = fc.record({
    part: fc.nat({ max: parts.length - 1 }),
    namespace: fc.constantFrom(undefined, 'shop', 'ci'),
    owner,
  })

  it('is what one role of all their rules would give, in each place', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), (pieces) => {
        const { identities } = review(
          ...parts.map((part, i) => ({ apiVersion, kind: 'ClusterRole', metadata: { name: `r${i}` }, rules: [part] })),
          ...bound({ role: 'r8', name: 'own', subjects: [account('shop', 'cart')] }),
          ...pieces.flatMap(({ part, namespace, owner: subject }, i) =>
            bound({
              role: `r${part}`,
              kind: 'ClusterRole',
              name: `b${i}`,
              subjects: [subject],
              ...(namespace !== undefined && { namespace }),
            }),
          ),
        )
        const cart = named(identities, 'shop/cart')
        const held = [
          ...cart.together,
          ...[...cart.grants, ...cart.inherited.flatMap(({ grants }) => grants)].flatMap(({ powers }) => powers),
        ]
        const isTold = (id: string, namespace: string | undefined) =>
          held.some(
            ({ power, ...each }) =>
              (power.id === id || power.implies?.includes(id)) === true &&
              (each.namespace === undefined || each.namespace === namespace),
          )
        for (const namespace of [undefined, 'shop', 'ci']) {
          const rules = pieces
            .filter((each) => each.namespace === undefined || each.namespace === namespace)
            .filter((each) => namespace !== undefined || each.namespace === undefined)
          const has = (...wanted: number[]) => wanted.every((one) => rules.some(({ part }) => part === one))
          const isOfCluster = (...wanted: number[]) =>
            wanted.every((one) => rules.some(({ part, namespace: of }) => part === one && of === undefined))
          expect(isTold('host-volume', namespace)).toBe(has(3, 4) && isOfCluster(2))
          expect(isTold('mint-tokens', namespace)).toBe(has(4, 5))
          expect(isTold('bind-in-namespace', namespace)).toBe(has(6, 7))
          expect(isTold('impersonate-masters', namespace)).toBe(isOfCluster(0, 1))
        }
      }),
    )
  })
})

const words = (...items: string[]) => fc.array(fc.constantFrom(...items), { minLength: 1, maxLength: 2 })
const rule: fc.Arbitrary<PolicyRule> = fc.record(
  {
    verbs: words('get', 'list', '*'),
    apiGroups: words('', 'apps', '*'),
    resources: words('pods', 'pods/log', '*/log', 'pods/*', '*', 'secrets', 'namespaces'),
    resourceNames: words('a', 'shop', ''),
  },
  { requiredKeys: ['verbs', 'apiGroups', 'resources'] },
)
const subject = fc.constantFrom<Subject>(
  { kind: 'User', name: 'ann' },
  { kind: 'User', name: 'system:serviceaccount:ci:robot' },
  { kind: 'User', name: 'system:anonymous' },
  group('ops'),
  group('system:authenticated'),
  group('system:serviceaccounts:ci'),
  account('ci', 'robot'),
  { kind: 'ServiceAccount', name: 'robot' },
)
const binding = fc.record({
  role: fc.constantFrom('r0', 'r1', 'gone'),
  namespace: fc.constantFrom(undefined, 'shop', 'ci'),
  subjects: fc.array(subject, { maxLength: 3 }),
})
const query = fc.record({
  verb: fc.constantFrom('get', 'list', 'create'),
  apiGroup: fc.constantFrom('', 'apps'),
  resource: fc.constantFrom('pods', 'secrets', 'namespaces'),
  subresource: fc.constantFrom('', 'log'),
  name: fc.constantFrom('', 'a', 'shop', 'z'),
  namespace: fc.constantFrom('', 'shop', 'ci'),
})

describe('the rules of a review', () => {
  it('are what decides requests of the identity, each in its place', () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.array(rule), fc.array(rule)),
        fc.array(binding, { maxLength: 5 }),
        fc.array(query, { minLength: 5, maxLength: 20 }),
        (roles, bindings, queries) => {
          const objects = [
            ...roles.map((rules, i) => ({ apiVersion, kind: 'ClusterRole', metadata: { name: `r${i}` }, rules })),
            ...bindings.flatMap(({ namespace, ...each }, i) =>
              bound({ ...each, kind: 'ClusterRole', name: `b${i}`, ...(namespace !== undefined && { namespace }) }),
            ),
          ]
          const cluster = clusterOf(objects.map((object) => JSON.stringify(object)).join('\n---\n'))
          const { rbac } = accessWithDefaults(cluster)
          for (const { identity, grants, inherited } of reviewIdentities(cluster).identities) {
            for (const asked of queries) {
              const rules = [...grants, ...inherited.flatMap((each) => each.grants)]
                .filter((grant) => ['', asked.namespace].includes(grant.binding.namespace))
                .flatMap((grant) => grant.binding.list.rules)
              const alone = {
                clusterRoles: [{ metadata: { name: 'x' }, rules }],
                clusterRoleBindings: [
                  {
                    metadata: { name: 'x' },
                    subjects: [{ kind: 'User', name: 'x' }],
                    roleRef: { kind: 'ClusterRole', name: 'x' },
                  },
                ],
              }
              expect(authorize(alone, { user: { name: 'x' }, ...asked }).allowed).toBe(
                authorize(rbac, { user: userOfIdentity(identity), ...asked }).allowed,
              )
            }
          }
        },
      ),
    )
  })
})
