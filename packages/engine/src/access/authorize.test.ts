import { describe, expect, it } from 'vitest'
import { authorize } from './authorize.ts'
import { userOfServiceAccount } from './bindings.ts'
import type { AccessQuery, PolicyRule, RbacObjects, Subject } from './objects.ts'

const ann = { kind: 'User', name: 'ann' }

/** One rule, held by ann in the whole cluster, or in a namespace. */
function holding(rule: PolicyRule, namespace?: string, subjects: readonly Subject[] = [ann]): RbacObjects {
  const role = { metadata: { name: 'r', ...(namespace && { namespace }) }, rules: [rule] }
  const binding = {
    metadata: { name: 'b', ...(namespace && { namespace }) },
    subjects,
    roleRef: { kind: namespace ? 'Role' : 'ClusterRole', name: 'r' },
  }
  return namespace
    ? { roles: [role], roleBindings: [binding] }
    : { clusterRoles: [role], clusterRoleBindings: [binding] }
}

function may(objects: RbacObjects, query: AccessQuery, user = { name: 'ann' }): boolean {
  return authorize(objects, { user, ...query }).allowed
}

const core = (resources: string[], verbs: string[] = ['get'], rest: Partial<PolicyRule> = {}): PolicyRule => ({
  apiGroups: [''],
  resources,
  verbs,
  ...rest,
})

describe('a rule', () => {
  it.each<[string, PolicyRule, AccessQuery, boolean]>([
    ['pods/* is no pattern', core(['pods/*']), { verb: 'get', resource: 'pods', subresource: 'log' }, false],
    ['*/log is one', core(['*/log']), { verb: 'get', resource: 'pods', subresource: 'log' }, true],
    ['*/log is no resource', core(['*/log']), { verb: 'get', resource: 'log' }, false],
    ['* holds subresources', core(['*']), { verb: 'get', resource: 'nodes', subresource: 'proxy' }, true],
    [
      'a resource does not hold its subresource',
      core(['pods']),
      { verb: 'get', resource: 'pods', subresource: 'log' },
      false,
    ],
    ['status is a resource of its own', core(['pods/status']), { verb: 'get', resource: 'pods' }, false],
    ['verbs are case sensitive', core(['pods'], ['GET']), { verb: 'get', resource: 'pods' }, false],
    ['* holds every verb, also unheard ones', core(['roles'], ['*']), { verb: 'escalate', resource: 'roles' }, true],
    ['update is not patch', core(['pods'], ['update']), { verb: 'patch', resource: 'pods' }, false],
    [
      'delete is not deletecollection',
      core(['pods'], ['delete']),
      { verb: 'deletecollection', resource: 'pods' },
      false,
    ],
    [
      'core is no name of the core group',
      core(['pods'], ['get'], { apiGroups: ['core'] }),
      { verb: 'get', resource: 'pods' },
      false,
    ],
    [
      'an old group is another group',
      core(['deployments'], ['get'], { apiGroups: ['extensions'] }),
      { verb: 'get', apiGroup: 'apps', resource: 'deployments' },
      false,
    ],
    [
      'names hold back a list',
      core(['secrets'], ['list'], { resourceNames: ['a'] }),
      { verb: 'list', resource: 'secrets' },
      false,
    ],
    [
      'names allow a list by field selector',
      core(['secrets'], ['list'], { resourceNames: ['a'] }),
      { verb: 'list', resource: 'secrets', name: 'a' },
      true,
    ],
    [
      'names hold back create',
      core(['secrets'], ['create'], { resourceNames: ['a'] }),
      { verb: 'create', resource: 'secrets' },
      false,
    ],
    [
      'the empty name is that of nameless requests',
      core(['secrets'], ['list'], { resourceNames: [''] }),
      { verb: 'list', resource: 'secrets' },
      true,
    ],
    [
      'the empty name is no other',
      core(['secrets'], ['get'], { resourceNames: [''] }),
      { verb: 'get', resource: 'secrets', name: 'a' },
      false,
    ],
    [
      'a URL by prefix',
      { verbs: ['get'], nonResourceURLs: ['/healthz/**'] },
      { verb: 'get', path: '/healthz/etcd' },
      true,
    ],
    [
      'a star within a URL is none',
      { verbs: ['get'], nonResourceURLs: ['/a/*/b'] },
      { verb: 'get', path: '/a/x/b' },
      false,
    ],
    ['resources are no URLs', core(['*'], ['*']), { verb: 'get', path: '/healthz' }, false],
    ['nothing at all', { verbs: null, apiGroups: null, resources: null }, { verb: 'get', resource: 'pods' }, false],
  ])('%s', (_, rule, query, allowed) => {
    expect(may(holding(rule), query)).toBe(allowed)
  })

  it('must match as a whole: parts of two rules are never put together', () => {
    const objects: RbacObjects = {
      clusterRoles: [{ metadata: { name: 'r' }, rules: [core(['pods'], ['get']), core(['secrets'], ['delete'])] }],
      clusterRoleBindings: [{ metadata: { name: 'b' }, subjects: [ann], roleRef: { kind: 'ClusterRole', name: 'r' } }],
    }
    expect(may(objects, { verb: 'get', resource: 'secrets' })).toBe(false)
  })
})

describe('a role in a namespace', () => {
  it('holds there and nowhere else', () => {
    const objects = holding(core(['pods']), 'shop')
    expect(may(objects, { verb: 'get', resource: 'pods', namespace: 'shop' })).toBe(true)
    expect(may(objects, { verb: 'get', resource: 'pods', namespace: 'ci' })).toBe(false)
    expect(may(objects, { verb: 'get', resource: 'pods' })).toBe(false)
  })

  it('grants nothing of the cluster, but for the namespace itself', () => {
    const objects = holding(core(['nodes', 'namespaces']), 'shop')
    expect(may(objects, { verb: 'get', resource: 'nodes', name: 'n' })).toBe(false)
    expect(may(objects, { verb: 'get', resource: 'namespaces', name: 'shop', namespace: 'shop' })).toBe(true)
  })

  it('grants no URLs', () => {
    const objects = holding({ verbs: ['get'], nonResourceURLs: ['*'] }, 'shop')
    expect(may(objects, { verb: 'get', path: '/metrics' })).toBe(false)
  })
})

describe('a subject', () => {
  const rule = core(['pods'])
  const robot = userOfServiceAccount('ci', 'robot')
  const query = { verb: 'get', resource: 'pods', namespace: 'ci' }

  it.each<[string, Subject, boolean]>([
    ['the service account', { kind: 'ServiceAccount', name: 'robot', namespace: 'ci' }, true],
    ['the user that it is', { kind: 'User', name: 'system:serviceaccount:ci:robot' }, true],
    ['its group', { kind: 'Group', name: 'system:serviceaccounts:ci' }, true],
    ['a star', { kind: 'User', name: '*' }, false],
    ['another namespace', { kind: 'ServiceAccount', name: 'robot', namespace: 'shop' }, false],
    ['no namespace, in a binding of the cluster', { kind: 'ServiceAccount', name: 'robot' }, false],
    ['another kind', { kind: 'Robot', name: 'robot' }, false],
  ])('may be %s', (_, subject, allowed) => {
    expect(may(holding(rule, undefined, [subject]), query, robot)).toBe(allowed)
  })

  it('without a namespace is of the namespace of its RoleBinding', () => {
    expect(may(holding(rule, 'ci', [{ kind: 'ServiceAccount', name: 'robot' }]), query, robot)).toBe(true)
  })

  it('in system:masters may do everything, and no binding says so', () => {
    const decision = authorize({}, { user: { name: 'root', groups: ['system:masters'] }, verb: 'x', resource: 'y' })
    expect(decision).toEqual({ allowed: true, reason: '', by: { kind: 'group', group: 'system:masters' } })
  })
})

describe('the reason', () => {
  it('names the binding, the role and the first subject that applies', () => {
    const subjects = [{ kind: 'Group', name: 'ops' }, { kind: 'ServiceAccount', name: 'robot' }, ann]
    const objects = holding(core(['pods']), 'ci', subjects)
    const query = { verb: 'get', resource: 'pods', namespace: 'ci' }
    expect(authorize(objects, { user: { name: 'ann', groups: ['ops'] }, ...query }).reason).toBe(
      'RBAC: allowed by RoleBinding "b/ci" of Role "r" to Group "ops"',
    )
    expect(authorize(objects, { user: userOfServiceAccount('ci', 'robot'), ...query }).reason).toBe(
      'RBAC: allowed by RoleBinding "b/ci" of Role "r" to ServiceAccount "robot/ci"',
    )
  })

  it('names roles that there are not, of what is refused', () => {
    const binding = (name: string, kind: string, role: string) => ({
      metadata: { name },
      subjects: [ann],
      roleRef: { kind, name: role },
    })
    const one = { clusterRoleBindings: [binding('a', 'ClusterRole', 'gone')] }
    const query = { user: { name: 'ann' }, verb: 'get', resource: 'pods' }
    expect(authorize(one, query).reason).toBe('RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found')
    const more = {
      clusterRoleBindings: [
        ...one.clusterRoleBindings,
        binding('b', 'Thing', 'x'),
        binding('c', 'ClusterRole', 'gone'),
      ],
    }
    expect(authorize(more, query).reason).toBe(
      'RBAC: [clusterrole.rbac.authorization.k8s.io "gone" not found, unsupported role reference kind: "Thing"]',
    )
    expect(authorize({}, query)).toEqual({ allowed: false, reason: '', by: undefined })
  })

  it('gives the first binding in order', () => {
    const role = { metadata: { name: 'r' }, rules: [core(['pods'])] }
    const binding = (name: string, subject: Subject) => ({
      metadata: { name },
      subjects: [subject],
      roleRef: { kind: 'ClusterRole', name: 'r' },
    })
    const objects = {
      clusterRoles: [role],
      clusterRoleBindings: [binding('first', { kind: 'Group', name: 'ops' }), binding('second', ann)],
    }
    const { by } = authorize(objects, { user: { name: 'ann', groups: ['ops'] }, verb: 'get', resource: 'pods' })
    expect(by?.kind === 'binding' && by.binding.name).toBe('first')
  })
})

describe('aggregation', () => {
  const labelled = (name: string, labels: Record<string, string>, rules: PolicyRule[]) => ({
    metadata: { name, labels },
    rules,
  })
  const aggregate = (name: string, labels: Record<string, string>, matchLabels: Record<string, string>) => ({
    metadata: { name, labels },
    rules: null,
    aggregationRule: { clusterRoleSelectors: [{ matchLabels }] },
  })
  const bound = (name: string) => ({ metadata: { name: 'b' }, subjects: [ann], roleRef: { kind: 'ClusterRole', name } })

  it('fills roles from those that their selectors choose, and those from others', () => {
    const objects = {
      clusterRoles: [
        aggregate('admin', {}, { to: 'admin' }),
        aggregate('edit', { to: 'admin' }, { to: 'edit' }),
        labelled('view', { to: 'edit' }, [core(['pods'])]),
      ],
      clusterRoleBindings: [bound('admin')],
    }
    expect(may(objects, { verb: 'get', resource: 'pods' })).toBe(true)
  })

  it('replaces rules that were written by hand, and comes to rest in a circle', () => {
    const circle = (name: string, own: string, other: string) => ({
      ...aggregate(name, { to: own }, { to: other }),
      rules: [core(['secrets'])],
    })
    const objects = {
      clusterRoles: [circle('a', 'a', 'b'), circle('b', 'b', 'a'), labelled('c', { to: 'b' }, [core(['pods'])])],
      clusterRoleBindings: [bound('a')],
    }
    expect(may(objects, { verb: 'get', resource: 'pods' })).toBe(true)
  })

  it('takes an empty selector for every role', () => {
    const objects = {
      clusterRoles: [aggregate('all', {}, {}), labelled('x', {}, [core(['pods'])])],
      clusterRoleBindings: [bound('all')],
    }
    expect(may(objects, { verb: 'get', resource: 'pods' })).toBe(true)
  })
})
