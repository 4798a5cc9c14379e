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

  it('knows the roles that every API server has', async () => {
    const bound = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: all}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: User, name: ann, apiGroup: rbac.authorization.k8s.io}]
`
    const cwd = folderOf({ 'rbac.yaml': bound })
    const args = (resource: string) => ['access', 'can-i', 'get', resource, '--as', 'ann', '-f', 'rbac.yaml']
    expect((await warrant(args('pods'), { cwd })).stdout).toMatch(
      /^ {2}binding {2}rbac\.yaml:1:1\n {2}role {5}as every API server has it; not in what was read\n/m,
    )
    expect((await warrant(args('secrets'), { cwd })).stdout).toBe('no\n')
    expect((await warrant(['access', 'who-can', 'get', 'pods', '-f', 'rbac.yaml'], { cwd })).stdout).toContain(
      'User ann',
    )
  })

  it('shows the rule of an aggregated role where it was written', async () => {
    const aggregated = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: all}
aggregationRule: {clusterRoleSelectors: [{matchLabels: {to: all}}]}
rules: [{apiGroups: [""], resources: [replaced], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: part, labels: {to: all, rbac.authorization.k8s.io/aggregate-to-view: "true"}}
rules: [{apiGroups: [example.com], resources: [widgets], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: all}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all}
subjects: [{kind: User, name: ann, apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: view}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: User, name: bob, apiGroup: rbac.authorization.k8s.io}]
`
    const cwd = folderOf({ 'rbac.yaml': aggregated })
    for (const name of ['ann', 'bob']) {
      const args = ['access', 'can-i', 'get', 'widgets.example.com', '--as', name, '-f', 'rbac.yaml']
      expect((await warrant(args, { cwd })).stdout).toMatch(/\n {2}role {5}rbac\.yaml:10:9, of ClusterRole part\n$/)
    }
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

describe('warrant access can-i --list', () => {
  it('lists all that is allowed in a namespace, in the columns and order of kubectl', async () => {
    const { stdout, exitCode } = await ask('can-i', '--list', '-n', 'shop', ...cart)
    expect(stdout).toBe(`Resources          Non-Resource URLs   Resource Names   Verbs
pods/log           []                  []               [get]
pods               []                  []               [get]
deployments.apps   []                  [web]            [get]
`)
    expect(exitCode).toBe(0)
  })

  it('joins the verbs of one resource, and lists URLs one by one', async () => {
    const { stdout } = await ask('can-i', '--list', '--no-headers', '--as', 'ann')
    expect(stdout).toBe(`nodes   []            []    [*]
        [/healthz*]   []    [get]
`)
  })

  it('says with -o wide what each comes from', async () => {
    const { stdout } = await ask('can-i', '--list', '-o', 'wide', '-n', 'shop', ...cart)
    expect(stdout).toContain('[get]   RoleBinding shop/reader → Role reader, rbac.yaml:6:5\n')
    expect(stdout).toContain('RoleBinding shop/reader → Role reader, rbac.yaml:5:5\n')
  })

  it('gives JSON', async () => {
    const { stdout } = await ask('can-i', '--list', '-o', 'json', '-n', 'shop', ...cart)
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'AccessList',
      namespace: 'shop',
      incomplete: false,
      rules: [
        { resources: ['pods/log'] },
        { resources: ['pods'] },
        {
          resources: ['deployments'],
          resourceNames: ['web'],
          from: [{ binding: { name: 'reader' }, role: { kind: 'Role' }, location: { line: 6 } }],
        },
      ],
    })
  })

  it('lists everything for masters, whatever is bound', async () => {
    const { stdout } = await ask('can-i', '--list', '--as', 'root', '--as-group', 'system:masters')
    expect(stdout).toMatch(/\*\.\* +\[\] +\[\] +\[\*\]\n +\[\*\] +\[\] +\[\*\]\n$/)
  })

  it('says when something could not be read', async () => {
    const cwd = folderOf({ 'rbac.yaml': `a: [b\n---\n${rbac}` })
    const args = ['access', 'can-i', '--list', '-o', 'json', '-f', 'rbac.yaml', ...cart]
    const { stdout, exitCode } = await warrant(args, { cwd })
    expect(JSON.parse(stdout)).toMatchObject({ incomplete: true })
    expect(exitCode).toBe(2)
  })

  it.each([
    [['can-i', '--list', 'get', ...cart], /takes no arguments/],
    [['can-i', '--list', '-A', ...cart], /cannot go together/],
    [['can-i', '--list', '-q', ...cart], /cannot go together/],
    [['can-i', 'get', 'pods', '--no-headers', ...cart], /without --list/],
    [['can-i', '--list'], /--as says who asks/],
  ])('refuses %j', async (args, message) => {
    const { stderr, exitCode } = await ask(...args)
    expect(stderr).toMatch(message)
    expect(exitCode).toBe(2)
  })
})

describe('a question', () => {
  const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gadgets.example.com}
spec: {group: example.com, scope: Cluster, names: {plural: gadgets, singular: gadget, kind: Gadget, shortNames: [gdg]}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: gadgets}
rules: [{apiGroups: [example.com], resources: [gadgets], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: gadgets}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: gadgets}
subjects: [{kind: User, name: ann, apiGroup: rbac.authorization.k8s.io}]
`

  it.each<[string, string[], string]>([
    ['get', ['widgets'], "Warning: the server doesn't have a resource type 'widgets'\n"],
    [
      'get',
      ['widgets.example.com'],
      "Warning: the server doesn't have a resource type 'widgets' in group 'example.com'\n",
    ],
    ['get', ['nodes'], "Warning: resource 'nodes' is not namespace scoped\n"],
    ['get', ['nodes', '-A'], ''],
    [
      'bind',
      ['clusterroles'],
      "Warning: resource 'clusterroles' is not namespace scoped in group 'rbac.authorization.k8s.io'\n",
    ],
    ['gett', ['pods'], "Warning: verb 'gett' is not a known verb\n"],
    ['list', ['/metrics'], "Warning: verb 'list' is not a known verb\n"],
    ['get', ['gdg'], "Warning: resource 'gadgets' is not namespace scoped in group 'example.com'\n"],
    ['impersonate', ['users'], ''],
    ['approve', ['signers.certificates.k8s.io'], ''],
    ['*', ['*'], ''],
  ])('of %s %j is warned about as kubectl would', async (verb, words, stderr) => {
    const args = ['access', 'can-i', verb, ...words, '--as', 'ann', '-f', 'crd.yaml']
    expect((await warrant(args, { cwd: folderOf({ 'crd.yaml': crd }) })).stderr).toBe(stderr)
  })

  it.each([
    ['gdg', 0],
    ['Gadget/x', 0],
    ['gadgets.example.com', 0],
    ['gadgets.other.example', 1],
  ])('about %s knows the kinds that files define', async (kind, exitCode) => {
    const cwd = folderOf({ 'crd.yaml': crd })
    expect(await warrant(['access', 'can-i', 'get', kind, '--as', 'ann', '-f', 'crd.yaml'], { cwd })).toMatchObject({
      exitCode,
    })
    const { stdout } = await warrant(['access', 'who-can', 'get', kind, '-f', 'crd.yaml'], { cwd })
    expect(stdout.includes('User ann')).toBe(exitCode === 0)
  })
})

const dangerous = `${rbac}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: tiller}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: tiller, namespace: kube-system}]
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: cart, namespace: shop}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec: {template: {spec: {serviceAccountName: cart, containers: [{name: a, image: "a:1"}]}}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: gone, namespace: ci}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: gone}
subjects: [{kind: User, name: bob, apiGroup: rbac.authorization.k8s.io}]
`

describe('warrant access review', () => {
  const review = (...args: string[]) =>
    warrant(['access', 'review', 'rbac.yaml', ...args], { cwd: folderOf({ 'rbac.yaml': dangerous }) })

  it('gives each identity a line, worst first: the worst that it may do, by which role, bound where', async () => {
    const { stdout, exitCode } = await review()
    expect(
      stdout,
    ).toBe(`DANGER    IDENTITY                           MAY                                          ROLE                       BOUND AT
critical  ServiceAccount kube-system/tiller  do everything in the whole cluster           ClusterRole/cluster-admin  rbac.yaml:25:1
medium    User ann                           change or delete nodes in the whole cluster  ClusterRole/probe          rbac.yaml:19:1
low       ServiceAccount shop/cart           read logs of pods in shop                    Role/reader                rbac.yaml:8:1
low       Group ops                          read logs of pods in shop                    Role/reader                rbac.yaml:8:1
none      User bob                           nothing in ci                                Role/gone                  rbac.yaml:40:1

Bindings that lead nowhere
  ClusterRoleBinding tiller, rbac.yaml:25:1: there is no ServiceAccount
    kube-system/tiller: whoever makes it holds what is bound (critical)
  RoleBinding ci/gone, rbac.yaml:40:1: there is no Role gone: it grants
    nothing until somebody makes one

5 identities: 1 critical, 1 medium, 2 low and 1 without danger.
`)
    expect(exitCode).toBe(0)
  })

  it.each([
    ['', 'it has no roleRef'],
    ['roleRef: {}', 'its roleRef has no kind'],
    ['roleRef: {kind: Role}', 'its roleRef has no name'],
    ['roleRef: {kind: Thing, name: x}', 'its roleRef is to Thing, which is no kind of role'],
  ])('says what is missing of a reference: %s', async (ref, expected) => {
    const binding = `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: b, namespace: ci}
subjects: [{kind: User, name: bob}]
${ref}
`
    const { stdout } = await warrant(['access', 'review', 'b.yaml', '-o', 'json'], {
      cwd: folderOf({ 'b.yaml': binding }),
    })
    expect(stdout).toContain(`"message": "${expected}: it grants nothing"`)
  })

  it('tells in full of those who are asked for by name', async () => {
    expect((await review('--identity', 'shop/cart', '--identity', 'ann')).stdout).toBe(`medium    User ann
          may change or delete nodes in the whole cluster: labels and taints say
          where pods run
          by ClusterRoleBinding probe → ClusterRole probe, rbac.yaml:19:1
          1 harmless rule

low       ServiceAccount shop/cart
          runs Deployment shop/cart, with its token
          may read logs of pods in shop: secrets end up in logs
          by RoleBinding shop/reader → Role reader, rbac.yaml:8:1
          1 harmless rule

2 identities: 1 medium and 1 low.
`)
  })

  it.each<[string[], string]>([
    [['-n', 'shop'], 'serviceaccount/cart shop low rbac.yaml:31:1\ngroup/ops - low -\n'],
    [['-n', 'kube-*'], 'serviceaccount/tiller kube-system critical -\n'],
    [['--identity', 'kube-system/*'], 'serviceaccount/tiller kube-system critical -\n'],
    [['--identity', 'a*,ops'], 'user/ann - medium -\ngroup/ops - low -\n'],
    [['--identity', 'system:serviceaccount:shop:cart'], 'serviceaccount/cart shop low rbac.yaml:31:1\n'],
  ])('shows with %j only those', async (args, stdout) => {
    expect(await review('-o', 'name', ...args)).toMatchObject({ stdout, exitCode: 0 })
  })

  it("leaves out Kubernetes' own and those that hold nothing, unless it is asked for them", async () => {
    const others = `${dangerous}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: "system:basic-user"}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: "system:basic-user"}
subjects: [{kind: Group, name: "system:authenticated", apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: ci}
spec: {containers: [{name: a, image: "a:1"}]}
`
    const run = (...args: string[]) =>
      warrant(['access', 'review', 'rbac.yaml', ...args], { cwd: folderOf({ 'rbac.yaml': others }) })
    const { stdout } = await run()
    expect(stdout).toContain('\n\n5 identities: ')
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      "Not shown: 1 holds nothing and 1 of Kubernetes' own holds what a new cluster gives it; --all shows them.",
    )
    const json = JSON.parse((await run('-o', 'json')).stdout) as { summary: object }
    expect(json.summary).toMatchObject({ identities: 5, leftOut: { default: 1, empty: 1 } })
    const all = (await run('--all')).stdout
    expect(all).toMatch(/none +Group system:authenticated \(everybody\) +create selfsubjectaccessreviews/)
    expect(all).toMatch(/none +ServiceAccount ci\/default +nothing of its own +- +-\n/)
    expect(all).not.toContain('Not shown')
  })

  it.each<[string[], number]>([
    [['--fail-on', 'critical'], 1],
    [['--fail-on', 'high', '--identity', 'ann'], 0],
    [['--fail-on', 'medium', '--identity', 'ann'], 1],
    [['--fail-on', 'low', '--exit-code', '9'], 9],
    [['--fail-on', 'none'], 2],
  ])('exits with %j by what is shown', async (args, exitCode) => {
    expect((await review(...args)).exitCode).toBe(exitCode)
  })

  it('lists every rule with -o wide', async () => {
    const { stdout } = await review('-o', 'wide')
    expect(stdout).toMatch(/User bob\n +nothing dangerous in ci\n/)
    expect(stdout).toMatch(/rules: rbac\.yaml:5:5\n +beside that harmless:\n +get deployments\.apps named web\n/)
  })

  it('gives JSON', async () => {
    const { stdout } = await review('-o', 'json')
    expect(JSON.parse(stdout)).toMatchObject({
      apiVersion: 'unwarranted.dev/v1',
      kind: 'AccessReview',
      summary: { identities: 5, danger: { critical: 1, high: 0, medium: 1, low: 2, none: 1 } },
      identities: [
        {
          kind: 'ServiceAccount',
          namespace: 'kube-system',
          name: 'tiller',
          danger: 'critical',
          grants: [
            {
              binding: { name: 'tiller', location: { line: 25 } },
              role: { name: 'cluster-admin' },
              scope: 'cluster',
              powers: [{ id: 'everything', danger: 'critical' }],
              rules: [{ nonResourceURLs: ['*'] }, { resources: ['*'] }],
            },
          ],
        },
        { name: 'ann' },
        { name: 'cart', workloads: [{ kind: 'Deployment', name: 'cart', mountsToken: true }] },
        { name: 'ops' },
        { name: 'bob', danger: 'none' },
      ],
      dangling: [
        { reason: 'account', binding: { name: 'tiller' } },
        { reason: 'role', binding: { name: 'gone' } },
      ],
    })
  })

  it('gives a table in Markdown', async () => {
    expect((await review('-o', 'markdown')).stdout).toContain(
      '| critical | `ServiceAccount kube-system/tiller` | do everything | in the whole cluster | `ClusterRoleBinding tiller` → `ClusterRole cluster-admin`<br>`rbac.yaml:25:1` |',
    )
  })

  it('says so when nobody is called like that', async () => {
    const { stderr, exitCode } = await review('--identity', 'nobody')
    expect(stderr).toMatch(/no binding and no workload/)
    expect(exitCode).toBe(0)
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
