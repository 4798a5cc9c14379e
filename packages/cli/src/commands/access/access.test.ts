import { describe, expect, it } from 'vitest'
import { folderOf, warrant } from '../../../test/warrant.ts'

const rbac = `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader, namespace: shop}
rules:
  - {apiGroups: [""], resources: [pods, pods/log], verbs: [get]}
  - {apiGroups: [apps], resources: [deployments], resourceNames: [web], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects: [{kind: ServiceAccount, name: cart}, {kind: Group, name: ops, apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: probe}
rules: [{nonResourceURLs: ["/healthz*"], verbs: [get]}, {apiGroups: [""], resources: [nodes], verbs: ["*"]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: probe}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: probe}
subjects: [{kind: User, name: ann, apiGroup: rbac.authorization.k8s.io}]
`

const cart = ['--as', 'system:serviceaccount:shop:cart']
const ask = (...args: string[]) =>
  warrant(['access', ...args, '-f', 'rbac.yaml'], { cwd: folderOf({ 'rbac.yaml': rbac }) })

describe('warrant access can-i', () => {
  it('says yes, and why, with the places', async () => {
    const { stdout, exitCode } = await ask('can-i', 'get', 'pods', '-n', 'shop', ...cart)
    expect(stdout).toBe(`yes
  RBAC: allowed by RoleBinding "reader/shop" of Role "reader" to ServiceAccount "cart/shop"
  binding  rbac.yaml:8:1
  role     rbac.yaml:5:5
`)
    expect(exitCode).toBe(0)
  })

  it.each<[string, string[], number]>([
    ['another namespace', ['get', 'pods', ...cart], 1],
    ['all namespaces', ['get', 'pods', '-A', ...cart], 1],
    ['a short name', ['get', 'po', '-n', 'shop', ...cart], 0],
    ['a kind', ['get', 'Pod', '-n', 'shop', ...cart], 0],
    ['a subresource', ['get', 'pods', '--subresource', 'log', '-n', 'shop', ...cart], 0],
    ['another subresource', ['get', 'pods', '--subresource', 'exec', '-n', 'shop', ...cart], 1],
    ['kind/name', ['get', 'deploy/web', '-n', 'shop', ...cart], 0],
    ['a kind and a name', ['get', 'deployments.apps', 'web', '-n', 'shop', ...cart], 0],
    ['a kind with version and group', ['get', 'deployments.v1.apps/web', '-n', 'shop', ...cart], 0],
    ['a kind of another group', ['get', 'deployments.extensions/web', '-n', 'shop', ...cart], 1],
    ['a name that is not among those', ['get', 'deploy/cart', '-n', 'shop', ...cart], 1],
    ['a group', ['get', 'pods', '-n', 'shop', '--as', 'bob', '--as-group', 'ops'], 0],
    ['a path', ['get', '/healthz/etcd', '--as', 'ann'], 0],
    ['what has no namespace, whichever is named', ['delete', 'nodes', '-n', 'shop', '--as', 'ann'], 0],
    ['a master', ['get', 'secrets', '--as', 'root', '--as-group', 'system:masters'], 0],
  ])('decides %s', async (_, args, exitCode) => {
    expect((await ask('can-i', ...args)).exitCode).toBe(exitCode)
  })

  it('prints nothing with --quiet', async () => {
    expect(await ask('can-i', 'get', 'secrets', '-q', ...cart)).toMatchObject({ stdout: '', exitCode: 1 })
  })

  it('gives the decision as JSON', async () => {
    const { stdout } = await ask('can-i', 'get', 'pods', '-n', 'shop', '-o', 'json', ...cart)
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'AccessDecision',
      user: { name: 'system:serviceaccount:shop:cart' },
      request: { verb: 'get', resource: 'pods', namespace: 'shop' },
      allowed: true,
      by: {
        subject: { kind: 'ServiceAccount', name: 'cart' },
        binding: { kind: 'RoleBinding', name: 'reader', location: { file: 'rbac.yaml', line: 8 } },
        role: { kind: 'Role', name: 'reader', location: { line: 1 } },
        rule: { resources: ['pods', 'pods/log'] },
      },
    })
  })

  it('takes a no for unsure where something could not be read', async () => {
    const cwd = folderOf({ 'rbac.yaml': `a: [b\n---\n${rbac}` })
    const args = ['access', 'can-i', 'get', 'secrets', '-f', 'rbac.yaml', ...cart]
    expect(await warrant(args, { cwd })).toMatchObject({ exitCode: 2, stdout: 'no\n' })
  })

  it.each([
    [['get', 'pods'], /--as says who asks/],
    [['get', 'pods/', ...cart], /no kind/],
    [['get', '/healthz', 'x', ...cart], /a path has no name/],
    [['get', 'pods', '-n', 'a,b', ...cart], /one namespace at a time/],
    [['get'], /missing required argument 'resource'/],
  ])('refuses %j', async (args, message) => {
    const { stderr, exitCode } = await ask('can-i', ...args)
    expect(stderr).toMatch(message)
    expect(exitCode).toBe(2)
  })

  it('reads odd objects without failing', async () => {
    const odd = `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: r}\nrules: [null, {verbs: get}, 3]\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: r}\nroleRef: r\nsubjects: {a: b}\n`
    const cwd = folderOf({ 'rbac.yaml': odd })
    const ran = await warrant(['access', 'can-i', 'get', 'pods', '-f', 'rbac.yaml', ...cart], { cwd })
    expect(ran).toMatchObject({ exitCode: 1, stdout: 'no\n' })
  })
})

describe('warrant access who-can', () => {
  it('lists subjects with what lets them, declared where', async () => {
    const { stdout, exitCode } = await ask('who-can', 'get', 'pods', '-n', 'shop')
    expect(stdout).toBe(`SUBJECT                   BINDING                  ROLE         DECLARED
ServiceAccount shop/cart  RoleBinding shop/reader  Role reader  rbac.yaml:8:1
Group ops                 RoleBinding shop/reader  Role reader  rbac.yaml:8:1

2 subjects may get pods in shop, beside the members of system:masters.
`)
    expect(exitCode).toBe(0)
  })

  it('says so when nobody may', async () => {
    expect((await ask('who-can', 'delete', 'secrets')).stdout).toMatch(
      /^Nobody is bound to a role that allows: delete secrets in default/,
    )
  })

  it('gives JSON', async () => {
    const { stdout } = await ask('who-can', 'get', 'nodes', '-o', 'json')
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'AccessHolders',
      holders: [{ subject: { kind: 'User', name: 'ann' }, binding: { name: 'probe' }, rule: { resources: ['nodes'] } }],
    })
  })
})
