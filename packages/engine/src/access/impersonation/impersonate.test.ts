import { describe, expect, it } from 'vitest'
import { authorize } from '../authorize.ts'
import type { AccessQuery, PolicyRule, RbacObjects } from '../objects.ts'
import { impersonate } from './impersonate.ts'
import type { ImpersonationCheck } from './modes.ts'
import type { RequestHeaders } from './headers.ts'
import type { UserInfo } from './user-info.ts'

const listPods: AccessQuery = { verb: 'list', apiGroup: '', resource: 'pods', namespace: 'shop' }

/** What ann may by cluster roles alone. */
function holding(...rules: readonly PolicyRule[]): RbacObjects {
  return {
    clusterRoles: [{ metadata: { name: 'r' }, rules }],
    clusterRoleBindings: [
      {
        metadata: { name: 'b' },
        subjects: [{ kind: 'User', name: 'ann' }],
        roleRef: { kind: 'ClusterRole', name: 'r' },
      },
    ],
  }
}

function rule(verb: string, apiGroup: string, resource: string, ...resourceNames: string[]): PolicyRule {
  return { verbs: [verb], apiGroups: [apiGroup], resources: [resource], resourceNames }
}

const identity = 'authentication.k8s.io'
const masters = { decide: () => ({ allowed: true }) }
const nobody = { decide: () => ({ allowed: false }) }

function decided(objects: RbacObjects, headers: RequestHeaders, request = listPods, requester: Partial<UserInfo> = {}) {
  const ann = { name: 'ann', groups: ['system:authenticated'], ...requester }
  return impersonate({ requester: ann, headers, request, decide: (check) => authorize(objects, check) })
}

const short = ({ verb, apiGroup, resource, subresource, namespace, name, path }: ImpersonationCheck) =>
  path ? `${verb} ${path}` : `${verb} ${apiGroup}/${resource}/${subresource ?? ''} ${namespace ?? ''}/${name ?? ''}`

describe('headers', () => {
  it('without any, the requester goes on', () => {
    const { code, user, checks } = decided(holding(), { Accept: '*/*' })
    expect([code, user.name, checks]).toEqual([200, 'ann', []])
  })

  it.each<[string, RequestHeaders, string]>([
    [
      'a group',
      { 'Impersonate-Group': ['a', 'b'] },
      'Name:"", UID:"", Groups:[]string{"a", "b"}, Extra:map[string][]string(nil)',
    ],
    [
      'an empty group',
      { 'Impersonate-Group': '' },
      'Name:"", UID:"", Groups:[]string{""}, Extra:map[string][]string(nil)',
    ],
    ['a uid', { 'impersonate-uid': '7' }, 'Name:"", UID:"7", Groups:[]string(nil), Extra:map[string][]string(nil)'],
    [
      'extras',
      { 'Impersonate-Extra-B': ['x'], 'Impersonate-Extra-A': ['y', 'z'] },
      'Name:"", UID:"", Groups:[]string(nil), Extra:map[string][]string{"a":[]string{"y", "z"}, "b":[]string{"x"}}',
    ],
    [
      'an empty user first',
      { 'Impersonate-User': ['', 'bob'], 'Impersonate-Uid': '7' },
      'Name:"", UID:"7", Groups:[]string(nil), Extra:map[string][]string(nil)',
    ],
  ])('%s and no user are malformed', (_, headers, text) => {
    const { code, user, message } = impersonate({ requester: { name: 'ann' }, headers, request: listPods, ...masters })
    expect([code, user.name]).toEqual([400, 'ann'])
    expect(message).toBe(`requested &user.DefaultInfo{${text}} without impersonating a user name`)
  })

  it('hold the key of an extra in their name', () => {
    const headers = {
      'Impersonate-User': 'bob',
      'Impersonate-Extra-Acme.com%2FTeam': 'a',
      'IMPERSONATE-EXTRA-acme.com%2fteam': 'b',
      'Impersonate-Extra-100%zz': 'c',
      'Impersonate-Extra-%41': 'd',
    }
    const { user } = impersonate({ requester: {}, headers, request: listPods, ...masters })
    expect(user.extra).toEqual({ 'acme.com/team': ['a', 'b'], '100%zz': ['c'], A: ['d'] })
  })
})

describe('the checks', () => {
  it('of everything, where nothing is allowed', () => {
    const headers = { 'Impersonate-User': 'bob' }
    const { code, user, checks, message, mode } = impersonate({
      requester: { name: 'ann' },
      headers,
      request: listPods,
      ...nobody,
    })
    expect([code, user.name, mode]).toEqual([403, 'ann', undefined])
    expect(checks.map(short)).toEqual(['impersonate-on:user-info:list /pods/ shop/', 'impersonate /users/ /bob'])
    expect(message).toBe(
      'pods is forbidden: User "ann" cannot impersonate-on:user-info:list resource "pods" in API group "" in the namespace "shop"',
    )
  })

  it('of user, uid, groups and extras, in this order', () => {
    const headers = {
      'Impersonate-Extra-Acme.com%2fteam': ['x', 'y'],
      'Impersonate-Group': ['ops', 'dev'],
      'Impersonate-Uid': '7',
      'Impersonate-User': 'bob',
    }
    const { checks } = impersonate({ requester: {}, headers, request: listPods, ...masters })
    expect(checks.map(short)).toEqual([
      'impersonate-on:user-info:list /pods/ shop/',
      'impersonate:user-info authentication.k8s.io/users/ /bob',
      'impersonate:user-info authentication.k8s.io/uids/ /7',
      'impersonate:user-info authentication.k8s.io/groups/ /ops',
      'impersonate:user-info authentication.k8s.io/groups/ /dev',
      'impersonate:user-info authentication.k8s.io/userextras/acme.com/team /x',
      'impersonate:user-info authentication.k8s.io/userextras/acme.com/team /y',
    ])
    const legacy = impersonate({ requester: {}, headers, request: listPods, constrained: false, ...masters })
    expect(legacy.checks.map(short)).toEqual([
      'impersonate /users/ /bob',
      'impersonate authentication.k8s.io/uids/ /7',
      'impersonate /groups/ /ops',
      'impersonate /groups/ /dev',
      'impersonate authentication.k8s.io/userextras/acme.com/team /x',
      'impersonate authentication.k8s.io/userextras/acme.com/team /y',
    ])
  })

  it('ask for all groups and all extras at once, from four on', () => {
    const headers = {
      'Impersonate-User': 'bob',
      'Impersonate-Group': ['a', 'b', 'c', 'd'],
      'Impersonate-Extra-Acme.com%2fa': ['1', '2', '3'],
      'Impersonate-Extra-Acme.com%2fb': ['4'],
    }
    const all = impersonate({ requester: {}, headers, request: listPods, ...masters }).checks.map(short)
    expect(all.slice(2)).toEqual([
      'impersonate:user-info authentication.k8s.io/groups/ /*',
      'impersonate:user-info authentication.k8s.io/userextras/* /*',
    ])
    const single = impersonate({
      requester: {},
      headers,
      request: listPods,
      decide: ({ name }) => ({ allowed: name !== '*' }),
    })
    expect([single.mode, single.checks.length]).toEqual(['user-info', 2 + 5 + 5])
  })

  it('are about the URL where the request is', () => {
    const request = { verb: 'get', path: '/healthz' }
    const { checks, message } = impersonate({
      requester: { name: 'ann' },
      headers: { 'Impersonate-User': 'bob' },
      request,
      decide: () => ({ allowed: false, reason: 'no' }),
    })
    expect(checks.map(short)[0]).toBe('impersonate-on:user-info:get /healthz')
    expect(message).toBe('forbidden: User "ann" cannot impersonate-on:user-info:get path "/healthz": no')
  })
})

describe('legacy impersonation', () => {
  it.each<[string, PolicyRule[], RequestHeaders, number]>([
    ['a user', [rule('impersonate', '', 'users', 'bob')], { 'Impersonate-User': 'bob' }, 200],
    ['of another group', [rule('impersonate', identity, 'users')], { 'Impersonate-User': 'bob' }, 403],
    [
      'a node, which is a user here',
      [rule('impersonate', '', 'users', 'system:node:n1')],
      { 'Impersonate-User': 'system:node:n1' },
      200,
    ],
    [
      'an account, which is no user',
      [rule('impersonate', '', 'users')],
      { 'Impersonate-User': 'system:serviceaccount:shop:cart' },
      403,
    ],
    [
      'what looks like an account',
      [rule('impersonate', '', 'users')],
      { 'Impersonate-User': 'system:serviceaccount:Shop:cart' },
      200,
    ],
    [
      'a group without the right',
      [rule('impersonate', '', 'users')],
      { 'Impersonate-User': 'bob', 'Impersonate-Group': 'ops' },
      403,
    ],
    [
      'the masters',
      [rule('impersonate', '', 'users'), rule('impersonate', '', 'groups')],
      { 'Impersonate-User': 'bob', 'Impersonate-Group': 'system:masters' },
      200,
    ],
    [
      'an extra of a short key',
      [rule('impersonate', '', 'users'), rule('impersonate', identity, 'userextras/scopes', 'a')],
      { 'Impersonate-User': 'bob', 'Impersonate-Extra-Scopes': 'a' },
      200,
    ],
    [
      'another value of it',
      [rule('impersonate', '', 'users'), rule('impersonate', identity, 'userextras/scopes', 'a')],
      { 'Impersonate-User': 'bob', 'Impersonate-Extra-Scopes': ['a', 'b'] },
      403,
    ],
  ])('%s', (_, rules, headers, code) => {
    const found = decided(holding(...rules), headers)
    expect([found.code, found.constraint, found.mode]).toEqual([code, '', code === 200 ? 'legacy' : undefined])
  })
})

describe('constrained impersonation', () => {
  const on = (mode: string, verb = 'list') => rule(`impersonate-on:${mode}:${verb}`, '', 'pods')

  it('needs the identity and the request', () => {
    const identityRule = rule('impersonate:user-info', identity, 'users', 'bob')
    const headers = { 'Impersonate-User': 'bob' }
    expect(decided(holding(identityRule, on('user-info')), headers).constraint).toBe('impersonate:user-info')
    expect(decided(holding(identityRule), headers).code).toBe(403)
    expect(decided(holding(on('user-info')), headers).code).toBe(403)
    expect(decided(holding(identityRule, on('user-info', 'get')), headers).code).toBe(403)
  })

  it.each<[string, RequestHeaders, string | undefined]>([
    ['a group', { 'Impersonate-Group': 'ops' }, undefined],
    [
      'the masters',
      { 'Impersonate-Group': ['ops', 'system:masters'] },
      'groups.authentication.k8s.io "system:masters" is forbidden: User "ann" cannot impersonate:user-info resource "groups" in API group "authentication.k8s.io" at the cluster scope: impersonating the system:masters group is not allowed',
    ],
    [
      'a group without a name',
      { 'Impersonate-Group': '' },
      'groups.authentication.k8s.io is forbidden: User "ann" cannot impersonate:user-info resource "groups" in API group "authentication.k8s.io" at the cluster scope: impersonating the empty string group is not allowed',
    ],
    ['an extra', { 'Impersonate-Extra-Acme.com%2fteam': 'a' }, undefined],
    ['an extra without a key', { 'Impersonate-Extra-': 'a' }, extraMessage('the empty string key')],
    [
      'an extra without a domain',
      { 'Impersonate-Extra-Scopes': 'a' },
      extraMessage(
        'an invalid key',
        ': extra.key: Invalid value: "scopes": must be a domain-prefixed path (such as "acme.io/foo")',
      ),
    ],
    [
      'an extra with capitals',
      { 'Impersonate-Extra-Acme.com%2f%54eam': 'a' },
      extraMessage('a non-lowercase key', ': "acme.com/Team"'),
    ],
    ['an extra without a value', { 'Impersonate-Extra-Acme.com%2fteam': '' }, extraMessage('the empty string value')],
  ])('of a user with %s', (_, headers, message = '') => {
    const all = ['users', 'groups', 'uids', 'userextras/acme.com/team', 'userextras/*']
    const rules = all.map((each) => rule('impersonate:user-info', identity, each))
    const found = decided(holding(...rules, on('user-info')), { 'Impersonate-User': 'bob', ...headers })
    expect([found.code, found.message]).toEqual([message === '' ? 200 : 403, message])
  })

  it.each<[string, string, string, string, string[]]>([
    ['a node', 'arbitrary-node', 'nodes', 'system:node:n1', ['system:nodes', 'system:authenticated']],
    [
      'a service account',
      'serviceaccount',
      'serviceaccounts',
      'system:serviceaccount:shop:cart',
      ['system:serviceaccounts', 'system:serviceaccounts:shop', 'system:authenticated'],
    ],
    ['anybody else', 'user-info', 'users', 'system:node:N1', ['system:authenticated']],
    ['nobody', 'user-info', 'users', 'system:anonymous', ['system:unauthenticated']],
  ])('of %s', (_, mode, resource, name, groups) => {
    const objects = holding(rule(`impersonate:${mode}`, identity, resource), on(mode))
    const found = decided(objects, { 'Impersonate-User': name })
    expect([found.code, found.mode, found.user]).toEqual([200, mode, { name, uid: '', groups, extra: {} }])
    if (mode !== 'user-info')
      expect(decided(objects, { 'Impersonate-User': name, 'Impersonate-Uid': '7' }).code).toBe(403)
  })

  it('of the own node asks for all nodes, and tells only the keys of extras', () => {
    const extra = { 'b.io/x': ['1'], 'authentication.kubernetes.io/node-name': ['n1'] }
    const requester = { name: 'system:serviceaccount:shop:agent', extra }
    const asked = impersonate({
      requester,
      headers: { 'Impersonate-User': 'system:node:n1' },
      request: listPods,
      ...masters,
    })
    expect(asked.constraint).toBe('impersonate:associated-node')
    expect(asked.checks.map(short)).toEqual([
      'impersonate-on:associated-node:list /pods/ shop/',
      'impersonate:associated-node authentication.k8s.io/nodes/ /*',
    ])
    expect(asked.checks[0]?.user.extra).toEqual({
      'authentication.kubernetes.io/associated-node-keys': ['authentication.kubernetes.io/node-name', 'b.io/x'],
    })
    expect(asked.user).toEqual({
      name: 'system:node:n1',
      uid: '',
      groups: ['system:nodes', 'system:authenticated'],
      extra: {},
    })
  })

  it.each<[string, Partial<UserInfo>]>([
    ['another node', { extra: { 'authentication.kubernetes.io/node-name': ['n2'] } }],
    ['two nodes', { extra: { 'authentication.kubernetes.io/node-name': ['n1', 'n1'] } }],
    ['no node', {}],
    ['no account', { name: 'ann', extra: { 'authentication.kubernetes.io/node-name': ['n1'] } }],
  ])('of the own node needs a requester that is there, not one with %s', (_, of) => {
    const requester = { name: 'system:serviceaccount:shop:agent', ...of }
    const headers = { 'Impersonate-User': 'system:node:n1' }
    expect(impersonate({ requester, headers, request: listPods, ...masters }).mode).toBe('arbitrary-node')
  })

  it('starts with the mode that worked last', () => {
    const all = rule('*', '*', '*')
    const headers = { 'Impersonate-User': 'bob' }
    expect(decided(holding(all), headers).mode).toBe('user-info')
    const decide = (check: ImpersonationCheck) => authorize(holding(all), check)
    const again = impersonate({ requester: { name: 'ann' }, headers, request: listPods, decide, lastMode: 'legacy' })
    expect([again.mode, again.constraint]).toEqual(['legacy', ''])
    const refused = impersonate({ requester: {}, headers, request: listPods, lastMode: 'legacy', ...nobody })
    expect(refused.message).toMatch(/^users "bob" is forbidden/)
  })
})

describe('the groups of the impersonated', () => {
  it.each<[string, RequestHeaders, string[]]>([
    ['get the authenticated', { 'Impersonate-Group': 'a' }, ['a', 'system:authenticated']],
    ['once', { 'Impersonate-Group': ['system:authenticated', 'a'] }, ['system:authenticated', 'a']],
    [
      'unless unauthenticated',
      { 'Impersonate-Group': ['system:unauthenticated', 'a'] },
      ['system:unauthenticated', 'a'],
    ],
    [
      'are those of the account only without others',
      { 'Impersonate-User': 'system:serviceaccount:shop:cart', 'Impersonate-Group': 'a' },
      ['a', 'system:authenticated'],
    ],
    [
      'are unauthenticated for nobody, beside others',
      { 'Impersonate-User': 'system:anonymous', 'Impersonate-Group': 'system:authenticated' },
      ['system:authenticated', 'system:unauthenticated'],
    ],
  ])('%s', (_, headers, groups) => {
    const { user } = impersonate({
      requester: {},
      headers: { 'Impersonate-User': 'bob', ...headers },
      request: listPods,
      ...masters,
    })
    expect(user.groups).toEqual(groups)
  })
})

function extraMessage(what: string, more = ''): string {
  const refused =
    'User "ann" cannot impersonate:user-info resource "userextras" in API group "authentication.k8s.io" at the cluster scope'
  return `userextras.authentication.k8s.io is forbidden: ${refused}: impersonating ${what} in extra is not allowed${more}`
}
