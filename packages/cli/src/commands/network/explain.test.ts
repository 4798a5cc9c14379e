import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { folderOf, warrant } from '../../../test/warrant.ts'

const shop = `apiVersion: apps/v1
kind: Deployment
metadata: {name: cart, namespace: shop}
spec:
  selector: {matchLabels: {app: cart}}
  template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: a, image: "a:1"}]}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: redis, namespace: shop}
spec:
  selector: {matchLabels: {app: redis}}
  template: {metadata: {labels: {app: redis}}, spec: {containers: [{name: a, image: "a:1", ports: [{name: redis, containerPort: 6379}]}]}}
---
apiVersion: v1
kind: Service
metadata: {name: redis, namespace: shop}
spec: {selector: {app: redis}, ports: [{port: 80, targetPort: redis}]}
`
const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: redis, namespace: shop}
spec:
  podSelector: {matchLabels: {app: redis}}
  ingress:
  - from:
    - podSelector: {matchLabels: {app: cart}}
    ports:
    - port: 80
`

describe('warrant network explain', () => {
  const ask = (...args: string[]) =>
    warrant(['network', 'explain', ...args], { cwd: folderOf({ 'shop.yaml': shop, 'policy.yaml': policy }) })

  it('tells a note once, though it is about several connections', async () => {
    const guard = `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: guard}
spec:
  tier: Admin
  priority: 1
  subject: {namespaces: {}}
  egress: [{action: Deny, to: [{networks: [8.8.8.0/24, 8.8.8.0/24]}]}]
`
    const cwd = folderOf({ 'shop.yaml': shop, 'guard.yaml': guard })
    const { stdout } = await warrant(['network', 'explain', 'cart', 'internet:443', '-f', '.'], { cwd })
    expect(stdout.match(/^Deployment shop\/cart → the internet/gm)).toHaveLength(2)
    expect(stdout.match(/is there twice/g)).toHaveLength(1)
  })

  it('says yes, and that nothing refuses it', async () => {
    const { stdout, exitCode } = await ask('cart', 'redis:80', '-f', 'shop.yaml')
    expect(stdout).toBe(`yes  Deployment shop/cart can connect to Service shop/redis, port 80

Deployment shop/cart → Service shop/redis:80 → StatefulSet shop/redis 6379/TCP
  egress   allowed: no policy is about what Deployment shop/cart sends
  ingress  allowed: no policy is about what StatefulSet shop/redis receives
`)
    expect(exitCode).toBe(0)
  })

  it('walks a name as the resolver of the pod does', async () => {
    const { stdout, exitCode } = await ask('cart', 'api.example.com:443', '-f', 'shop.yaml')
    expect(stdout).toBe(`yes  Deployment shop/cart can connect to api.example.com, port 443/TCP

The resolver asks for api.example.com: ndots 5
  no such name  api.example.com.shop.svc.cluster.local
  no such name  api.example.com.svc.cluster.local
  no such name  api.example.com.cluster.local
  addresses     api.example.com, by upstream, as is presumed
  8 queries; api.example.com. would cost 2
  no policy keeps it from asking its DNS

Deployment shop/cart → api.example.com 443/TCP
  egress   allowed: no policy is about what Deployment shop/cart sends
`)
    expect(exitCode).toBe(0)
    const json = await ask('cart', 'api.example.com:443', '-f', 'shop.yaml', '-o', 'json')
    expect(JSON.parse(json.stdout)).toMatchObject({
      lookup: { queries: 8, verdict: 'allow', steps: [{}, {}, {}, { outcome: 'addresses', presumed: true }] },
    })
  })

  it('says no, what isolates, what comes nearest and what to change', async () => {
    const { stdout, exitCode } = await ask('cart', 'redis:80', '-f', '.')
    expect(stdout).toBe(`no  Deployment shop/cart cannot connect to Service shop/redis, port 80

Deployment shop/cart → Service shop/redis:80 → StatefulSet shop/redis 6379/TCP
  egress   allowed: no policy is about what Deployment shop/cart sends
  ingress  denied: NetworkPolicy shop/redis isolates StatefulSet shop/redis, and
           no rule allows it
           policy.yaml:6:3
           NetworkPolicy shop/redis, spec.ingress[0] would, but:
             80 is the port of Service shop/redis; policies see the pod's own
             port, 6379
             policy.yaml:10:7
  fix      add to NetworkPolicy shop/redis, as spec.ingress[0].ports[1]:
           policy.yaml:9:5
           - port: 6379
           It opens nothing else.
`)
    expect(exitCode).toBe(1)
  })

  it('gives JSON with the fix as a patch', async () => {
    const { stdout } = await ask('cart', 'redis:80', '-f', '.', '-o', 'json')
    expect(JSON.parse(stdout)).toMatchObject({
      apiVersion: 'unwarranted.dev/v1',
      kind: 'NetworkExplanation',
      verdict: 'deny',
      connections: [
        {
          from: 'Deployment shop/cart',
          service: { name: 'redis', port: 80, targetPort: 'redis' },
          port: 6379,
          protocol: 'TCP',
          egress: { verdict: 'allow', by: 'no-policy' },
          ingress: {
            verdict: 'deny',
            by: 'isolation',
            isolatedBy: [{ policy: 'NetworkPolicy shop/redis', location: { file: 'policy.yaml', line: 6 } }],
            nearMisses: [{ path: 'spec.ingress[0]', misses: [{ cause: 'service-port', location: { line: 10 } }] }],
          },
          fix: {
            changes: [
              {
                kind: 'NetworkPolicy',
                namespace: 'shop',
                name: 'redis',
                patch: [{ op: 'add', path: '/spec/ingress/0/ports/-', value: { port: 6379 } }],
              },
            ],
            opensAlso: [],
          },
        },
      ],
    })
    const yaml = await ask('cart', 'redis:80', '-f', '.', '-o', 'yaml')
    expect(yaml.stdout).toMatch(/^verdict: deny$/m)
  })

  it.each([
    [['cart', 'nobody:80', '-f', '.'], 2, /nothing called nobody/],
    [['cart', 'redis:80', '-f', '.', '-n', 'shop,ci'], 2, /give -n once/],
    [['cart', 'redis:80', '-n', 'ci', '-f', '.'], 2, /nothing called cart/],
    [['shop/cart', 'shop/redis:80', '-n', 'ci', '-f', 'shop.yaml'], 0, /^$/],
    [['cart', 'redis:81', '-f', '.'], 1, /^$/],
    [['cart', 'redis:80', '-f', '.', '--exit-code', '7'], 7, /^$/],
    [['cart', 'redis:80', '--protocol', 'icmp', '-f', '.'], 1, /^$/],
    [['cart', '-f', '.'], 2, /missing required argument 'to'/],
  ])('ends %j with %i', async (args, exitCode, stderr) => {
    const ran = await ask(...args)
    expect(ran.stderr).toMatch(stderr)
    expect(ran.exitCode).toBe(exitCode)
  })

  it('is no clean answer where something could not be read', async () => {
    const cwd = folderOf({ 'shop.yaml': `${shop}---\na: [\n` })
    const { exitCode, stdout } = await warrant(['network', 'explain', 'cart', 'redis:80', '-f', '.'], { cwd })
    expect(stdout).toMatch(/^shop\.yaml:\d+/)
    expect(exitCode).toBe(2)
  })
})

describe('warrant network explain of a live cluster', () => {
  const pod = (name: string, hash: string) => ({
    metadata: {
      name: `${name}-${hash}-x`,
      namespace: 'shop',
      labels: { app: name, 'pod-template-hash': hash },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${name}-${hash}`, uid: 'a', controller: true },
      ],
    },
    spec: { containers: [{ name: 'a', image: 'a:1', ports: [{ containerPort: 80 }] }] },
    status: { podIP: '10.0.0.1' },
  })
  const served: Readonly<Record<string, object[]>> = {
    '/api/v1/pods': [pod('cart', '5f4'), pod('web', '7d9')],
    '/api/v1/secrets': [],
    '/apis/networking.k8s.io/v1/networkpolicies': [
      { metadata: { name: 'deny', namespace: 'shop' }, spec: { podSelector: {}, policyTypes: ['Ingress'] } },
    ],
  }
  const groups = {
    '/api': [
      [
        '',
        'v1',
        [
          ['pods', 'Pod'],
          ['secrets', 'Secret'],
        ],
      ],
    ],
    '/apis': [['networking.k8s.io', 'v1', [['networkpolicies', 'NetworkPolicy']]]],
  } as const

  it('reads the kinds that count alone, and finds workloads by their pods', async () => {
    const asked: string[] = []
    const server = createServer(({ url = '' }, response) => {
      const path = url.replace(/\?.*$/, '')
      asked.push(path)
      const found = path === '/api' || path === '/apis' ? groups[path] : undefined
      const items = found
        ? found.map(([name, version, resources]) => ({
            metadata: { name },
            versions: [
              {
                version,
                resources: resources.map(([resource, kind]) => ({
                  resource,
                  responseKind: { kind },
                  scope: 'Namespaced',
                  verbs: ['list'],
                })),
              },
            ],
          }))
        : served[path]
      response.end(JSON.stringify({ ...(found && { kind: 'APIGroupDiscoveryList' }), items: items ?? [] }))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const args = ['network', 'explain', 'shop/web', 'deploy/cart:80', '--server', address]
    const { stdout, stderr, exitCode } = await warrant(args, { cwd: folderOf({}) })
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^no {2}Deployment shop\/web cannot connect to Deployment shop\/cart, port 80\/TCP$/m)
    expect(stdout).toMatch(/NetworkPolicy shop\/deny isolates Deployment shop\/cart/)
    expect(exitCode).toBe(1)
    expect(asked).not.toContain('/api/v1/secrets')
  })
})
