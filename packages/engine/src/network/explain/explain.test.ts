import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { buildNetwork, type Explanation } from '../index.ts'

const deployment = (name: string, namespace: string, labels: string, ports = '') => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name}, ${labels} } }
    spec: { containers: [{ name: c, image: a, ports: [${ports}] }] }
`
const service = (name: string, spec: string) => `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: shop }
spec: { ${spec} }
`
const policy = (name: string, spec: string, namespace = 'shop') => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: ${name}, namespace: ${namespace} }
spec: { ${spec} }
`
const namespace = (name: string, labels = '') => `---
apiVersion: v1
kind: Namespace
metadata: { name: ${name}, labels: { ${labels} } }
`
const shop =
  namespace('shop') +
  namespace('ops', 'team: ops') +
  deployment('cart', 'shop', 'tier: front') +
  deployment('redis', 'shop', 'tier: data', '{ name: redis, containerPort: 6379 }') +
  deployment('scrape', 'ops', 'tier: front') +
  service('redis', 'selector: { app: redis }, clusterIP: 10.96.0.7, ports: [{ port: 80, targetPort: redis }]')

function explain(yaml: string, from: string, to: string, options = {}): Explanation {
  return buildNetwork(clusterOf(yaml).resources).explain({ from, to, ...options })
}

describe('the sides of a question', () => {
  it.each([
    ['cart', 'redis:80', 'Deployment shop/cart', 'Service shop/redis'],
    ['shop/cart', 'shop/redis:80', 'Deployment shop/cart', 'Service shop/redis'],
    ['deploy/cart', 'svc/redis', 'Deployment shop/cart', 'Service shop/redis'],
    ['Deployment shop/cart', 'Deployment shop/redis', 'Deployment shop/cart', 'Deployment shop/redis'],
    ['cart', 'deployment/shop/redis:6379', 'Deployment shop/cart', 'Deployment shop/redis'],
    ['cart', 'redis.shop', 'Deployment shop/cart', 'Service shop/redis'],
    ['cart', 'redis.shop.svc:80', 'Deployment shop/cart', 'Service shop/redis'],
    ['cart', 'REDIS.shop.svc.cluster.local.:80', 'Deployment shop/cart', 'Service shop/redis'],
    ['cart', '10.96.0.7:80', 'Deployment shop/cart', 'Service shop/redis'],
    ['cart', '192.0.2.1:53/UDP', 'Deployment shop/cart', '192.0.2.1'],
    ['cart', '[2001:db8::1]:53', 'Deployment shop/cart', '2001:db8::1'],
    ['cart', 'example.com:443', 'Deployment shop/cart', 'example.com'],
    ['internet', 'redis', 'the internet', 'Service shop/redis'],
    ['redis', 'cart:1', 'Deployment shop/redis', 'Deployment shop/cart'],
  ])('are found for %s and %s', (from, to, fromTitle, toTitle) => {
    const found = explain(shop, from, to)
    expect([found.from.title, found.to.title]).toEqual([fromTitle, toTitle])
  })

  it.each([
    ['nobody', 'redis', /nothing called nobody/],
    ['cart', 'web.shop.svc:80', /no Service shop\/web/],
    ['cart', 'redis.ops.svc.cluster.local', /no Service ops\/redis; there is Service shop\/redis/],
    ['cart:80', 'redis', /a port is asked for where the connection goes to/],
    ['cart', 'shop/cart', /which port of Deployment shop\/cart/],
    ['cart', 'deploy/redis:http', /no container of Deployment shop\/redis calls a port http/],
    ['cart', 'deploy/redis:99999', /no number of a port/],
    ['cart', 'redis:80/HTTP', /none of TCP, UDP, SCTP, ICMP/],
    ['example.com', 'redis', /a name outside/],
  ])('are refused for %s and %s', (from, to, message) => {
    expect(() => explain(shop, from, to)).toThrow(message)
  })

  it('must be told apart where a name is that of several', () => {
    const two = shop + deployment('cart', 'ops', 'tier: front')
    expect(() => explain(two, 'cart', 'redis:80')).toThrow(/may be Deployment shop\/cart, Deployment ops\/cart/)
    expect(explain(two, 'cart', 'shop/redis:80', { namespace: 'ops' }).from.title).toBe('Deployment ops/cart')
    expect(explain(two, 'ops/cart', 'redis.shop:80').from.title).toBe('Deployment ops/cart')
  })

  it('are the pods of a workload in a live cluster, whatever stands between', () => {
    const pod = (name: string, owner: string) => `---
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  labels: { app: web, pod-template-hash: 5f4 }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: ${owner}, controller: true, uid: a }]
spec: { containers: [{ name: c, image: a, ports: [{ containerPort: 8080 }] }] }
status: { podIP: 10.0.0.9 }
`
    const found = explain(shop + pod('web-5f4-a', 'web-5f4'), 'deploy/web', 'redis')
    expect(found.deadEnds).toEqual([])
    expect(found.flows[0]?.flow.fromTitle).toBe('Deployment shop/web')
    expect(explain(shop + pod('web-5f4-a', 'web-5f4'), '10.0.0.9', 'redis').flows[0]?.flow.fromTitle).toBe(
      'Deployment shop/web',
    )
    // What a custom resource stands over is often called as it is.
    const set = pod('mq-0', 'mq').replace('kind: ReplicaSet', 'kind: StatefulSet')
    const custom = `---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: mq, namespace: shop, ownerReferences: [{ apiVersion: r/v1, kind: Rabbit, name: mq, controller: true, uid: b }] }
spec: { template: { spec: { containers: [{ name: c, image: a }] } } }
`
    expect(explain(shop + custom + set, 'shop/mq', 'redis').from.title).toBe('Rabbit shop/mq')
    expect(explain(shop + custom + set, 'sts/mq', 'redis').from.title).toBe('StatefulSet shop/mq')
    // Of several ReplicaSets one can be meant.
    const newer = pod('web-6aa-a', 'web-6aa').replace('5f4', '6aa').replace('10.0.0.9', '10.0.0.8')
    const own = explain(shop + pod('web-5f4-a', 'web-5f4') + newer, 'rs/web-6aa', 'redis')
    expect(own.flows.flatMap(({ flow }) => flow.from.map(({ name }) => name))).toEqual(['web-6aa-a'])
  })
})

describe('a Service', () => {
  const end = (yaml: string, to: string) => explain(yaml, 'cart', to).deadEnds.map(({ message }) => message)

  it('leads to the port of its pods', () => {
    const [flow] = explain(shop, 'cart', 'redis:80').flows
    expect(flow?.flow.connection).toMatchObject({ port: 6379, protocol: 'TCP' })
    expect(flow?.flow.via?.port.port).toBe(80)
  })

  it('with EndpointSlices leads to their addresses', () => {
    const slices = `${service('db', 'ports: [{ name: sql, port: 5432 }]')}---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: db-1, namespace: shop, labels: { kubernetes.io/service-name: db } }
addressType: IPv4
ports: [{ name: sql, port: 15432 }]
endpoints: [{ addresses: [192.0.2.8] }, { addresses: [192.0.2.9], conditions: { ready: false } }]
`
    const found = explain(shop + slices, 'cart', 'db')
    expect(found.flows.map(({ flow }) => [flow.toTitle, flow.connection.port])).toEqual([
      ['192.0.2.8', 15432],
      ['192.0.2.9', 15432],
    ])
    expect(found.notes.join()).toMatch(/1 of 2 .* not ready/)
  })

  it('with Endpoints leads to these', () => {
    const endpoints = `${service('db', 'ports: [{ port: 5432 }]')}---
apiVersion: v1
kind: Endpoints
metadata: { name: db, namespace: shop }
subsets: [{ addresses: [{ ip: 192.0.2.8 }], ports: [{ port: 5432 }] }]
`
    expect(explain(shop + endpoints, 'cart', 'db').flows[0]?.flow.toTitle).toBe('192.0.2.8')
  })

  it('that is headless translates no port', () => {
    const headless =
      shop + service('r', 'clusterIP: None, selector: { app: redis }, ports: [{ port: 80, targetPort: 6379 }]')
    expect(explain(headless, 'cart', 'r').flows[0]?.flow.connection.port).toBe(80)
  })

  it('that is another name leads where that leads', () => {
    const named = shop + service('db', 'type: ExternalName, externalName: db.example.com')
    const found = explain(named, 'cart', 'db:5432')
    expect(found.flows[0]?.flow.name).toBe('db.example.com')
    const inside = shop + service('db', 'type: ExternalName, externalName: redis.shop.svc.cluster.local')
    expect(explain(inside, 'cart', 'db:80').flows[0]?.flow.toTitle).toBe('Deployment shop/redis')
  })

  it.each([
    ['redis:81', '', /has no port 81: it has 80\/TCP/],
    ['redis:6379', '', /its port 80 leads to redis of the pods|it has 80\/TCP/],
    ['a', service('a', 'selector: { app: nope }, ports: [{ port: 1 }]'), /no pod in shop has these labels/],
    [
      'a',
      service('a', 'selector: { app: redis, tier: x }, ports: [{ port: 1 }]'),
      /Deployment shop\/redis comes nearest, with tier=data/,
    ],
    ['a', service('a', 'ports: [{ port: 1 }]'), /no EndpointSlice gives it an endpoint/],
    [
      'a',
      service('a', 'selector: { app: redis }, ports: [{ port: 1, targetPort: http }]'),
      /no container of Deployment shop\/redis calls a TCP port http/,
    ],
  ])('asked for as %s may lead nowhere', (to, more, message) => {
    expect(end(shop + more, to).join()).toMatch(message)
    expect(explain(shop + more, 'cart', to).verdict).toBe('unserved')
  })
})

describe('what comes nearest to allowing', () => {
  const misses = (
    rule: string,
    from = 'cart',
    to = 'redis:80',
    spec = 'podSelector: { matchLabels: { app: redis } }',
  ) =>
    explain(shop + policy('p', `${spec}, ingress: [${rule}]`), from, to).flows[0]?.ingress.misses.flatMap((miss) =>
      miss.misses.map(({ cause, message }) => `${cause}: ${message}`),
    )

  it.each([
    [
      '{ from: [{ podSelector: { matchLabels: { app: web } } }] }',
      ['pod-label: pod label app: wanted "web", found "cart"'],
    ],
    [
      '{ from: [{ podSelector: { matchExpressions: [{ key: x, operator: Exists }] } }] }',
      ['pod-label: pod label x: wanted with any value, it is not set'],
    ],
    [
      '{ from: [{ podSelector: { matchExpressions: [{ key: tier, operator: NotIn, values: [front, back] }] } }] }',
      ['pod-label: pod label tier: wanted anything but "front" or "back", found "front"'],
    ],
    [
      '{ from: [{ namespaceSelector: { matchLabels: { team: ops } } }] }',
      ['namespace-label: namespace shop: label team: wanted "ops", it is not set'],
    ],
    [
      '{ from: [{ namespaceSelector: { matchLabels: { team: ops } }, podSelector: { matchLabels: { app: cart } } }] }',
      [
        'namespace-label: namespace shop: label team: wanted "ops", it is not set; the other selector of the item matches, but both must',
      ],
    ],
    ['{ ports: [{ port: 6380 }] }', ['port-number: its port is 6380/TCP, not 6379/TCP']],
    [
      '{ ports: [{ port: 80 }] }',
      ["service-port: 80 is the port of Service shop/redis; policies see the pod's own port, 6379"],
    ],
    ['{ ports: [{ port: 6379, protocol: UDP }] }', ['protocol: its port is 6379/UDP, not 6379/TCP']],
    ['{ ports: [{ port: sql }] }', ['named-port: Deployment shop/redis calls none of its TCP ports sql']],
    [
      '{ ports: [{ port: redis, protocol: UDP }] }',
      ['named-port: Deployment shop/redis calls none of its UDP ports redis; redis is a TCP port there'],
    ],
    ['{ ports: [{ port: 1 }, { port: 2, endPort: 3 }] }', ['port-number: its ports are 1/TCP, 2-3/TCP, not 6379/TCP']],
  ])('of %s is %j', (rule, expected) => {
    expect(misses(rule)).toEqual(expected)
  })

  it('is a podSelector that means its own namespace alone', () => {
    expect(misses('{ from: [{ podSelector: { matchLabels: { app: scrape } } }] }', 'scrape', 'redis.shop:80')).toEqual([
      'own-namespace: without a namespaceSelector beside it, it means pods of shop only, and Deployment ops/scrape is in ops',
    ])
  })

  it('is an address that is excepted', () => {
    const rule = '{ from: [{ ipBlock: { cidr: 192.0.2.0/24, except: [192.0.2.8/32] } }] }'
    expect(misses(rule, '192.0.2.8')).toEqual([
      'in-except: 192.0.2.8 is in 192.0.2.8/32, which is excepted from 192.0.2.0/24',
    ])
    expect(misses(rule, '198.51.100.1')).toEqual(['not-in-block: 198.51.100.1 is not in 192.0.2.0/24'])
  })

  it("is a block with the Service's address, which policies do not see", () => {
    const yaml =
      shop +
      policy('p', 'podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 10.96.0.0/12 } }] }]')
    expect(explain(yaml, 'cart', 'redis:80').flows[0]?.egress.misses[0]?.misses[0]?.message).toMatch(
      /holds 10\.96\.0\.7, the Service's address/,
    )
  })
})

describe('an answer is qualified', () => {
  const caveats = (yaml: string, from: string, to: string) => explain(yaml, from, to).flows[0]?.caveats.join('\n') ?? ''
  const two =
    '{ from: [{ namespaceSelector: { matchLabels: { team: ops } } }, { podSelector: { matchLabels: { app: cart } } }] }'

  it('where two items stand for what may have been meant as one', () => {
    const yaml = shop + policy('p', `podSelector: { matchLabels: { app: redis } }, ingress: [${two}]`)
    expect(caveats(yaml, 'scrape', 'redis.shop:80')).toMatch(/as two items, of which either is enough/)
    expect(explain(yaml, 'scrape', 'redis.shop:80').verdict).toBe('allow')
  })

  it('where labels of a Namespace are not known', () => {
    const yaml = shop.replace(namespace('ops', 'team: ops'), '') + policy('p', `podSelector: {}, ingress: [${two}]`)
    expect(caveats(yaml, 'scrape', 'redis.shop:80')).toMatch(/Namespace ops is not in the input/)
  })

  it('where nothing leads in from outside', () => {
    const closed = explain(shop, 'internet', 'redis')
    expect([closed.verdict, closed.flows, closed.deadEnds.map(({ message }) => message)]).toEqual([
      'unserved',
      [],
      [expect.stringMatching(/^nothing leads from outside to port 80 of Service shop\/redis/)],
    ])
    expect(caveats(shop, 'internet', 'deploy/redis')).toMatch(
      /nothing leads to port 6379 of Deployment shop\/redis from outside/,
    )
    const open = shop + service('r', 'type: LoadBalancer, selector: { app: redis }, ports: [{ port: 6379 }]')
    expect(caveats(open, 'internet', 'r')).toMatch(/reached by LoadBalancer Service shop\/r/)
  })
})

describe('the internet', () => {
  const cidrs = ['8.8.0.0/16', '8.8.8.0/24', '9.9.0.0/16', '10.0.0.0/8']
  const blocks = cidrs.map((cidr) => `{ ipBlock: { cidr: ${cidr} } }`).join(', ')
  const rule = (direction: 'ingress' | 'egress') =>
    `podSelector: { matchLabels: { app: cart } }, policyTypes: [Ingress, Egress], ${direction}: [{ ${direction === 'ingress' ? 'from' : 'to'}: [${blocks}], ports: [{ port: 443 }] }]`
  const yaml = shop + policy('p', rule('egress'))
  const told = ({ verdict, flows }: Explanation) => [
    verdict,
    ...flows.map(({ flow, verdict: own }) => `${flow.fromTitle} -> ${flow.toTitle}: ${own}`),
  ]

  it('is parted only by what becomes of it', () => {
    expect(told(explain(yaml, 'cart', 'internet:443'))).toEqual([
      'mixed',
      'Deployment shop/cart -> the internet (such as 1.0.0.0): deny',
      'Deployment shop/cart -> the internet (such as 8.8.0.0): allow',
    ])
    expect(told(explain(yaml, 'cart', 'internet:80'))).toEqual(['deny', 'Deployment shop/cart -> the internet: deny'])
    expect(told(explain(yaml, 'cart', 'api.example.com:80'))).toEqual([
      'deny',
      'Deployment shop/cart -> api.example.com: deny',
    ])
    expect(explain(yaml, 'cart', 'internet:80').flows[0]?.flow.connection.to.title).toBe('the internet')
    const inward = shop + policy('p', rule('ingress'))
    expect(told(explain(inward, 'internet', 'deploy/cart:80')).slice(1)).toEqual([
      'the internet -> Deployment shop/cart: deny',
    ])
    expect(told(explain(inward, 'internet', 'deploy/cart:443'))).toHaveLength(3)
  })

  it('is parted where another rule decides, or the family of addresses differs', () => {
    const denied = `${shop}${policy('p', 'podSelector: {}, policyTypes: [Egress]')}---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: no-dns }
spec: { tier: Admin, priority: 1, subject: { namespaces: {} }, egress: [{ action: Deny, to: [{ networks: [8.8.8.0/24] }] }] }
`
    const found = explain(denied, 'cart', 'internet:443')
    expect(found.flows.map(({ egress: { by, rule: cited } }) => [by, cited?.policy.name])).toEqual([
      ['isolation', undefined],
      ['rule', 'no-dns'],
    ])
    // A rule that comes too late for all of them parts nothing.
    const early = denied.replace('egress: [', 'egress: [{ action: Accept, to: [{ domainNames: [api.example.com] }] }, ')
    expect(told(explain(early, 'cart', 'api.example.com:443')).slice(1)).toEqual([
      'Deployment shop/cart -> api.example.com: allow',
    ])
    const both = `${shop}${policy('p', 'podSelector: {}, policyTypes: [Egress]')}---
apiVersion: v1
kind: Pod
metadata: { name: both, namespace: shop }
spec: { containers: [{ name: c, image: a }] }
status: { podIPs: [{ ip: 10.0.0.1 }, { ip: 'fd00::1' }] }
`
    expect(told(explain(both, 'both', 'internet:443'))).toEqual([
      'deny',
      'Pod shop/both -> the internet (such as 1.0.0.0): deny',
      'Pod shop/both -> the internet (such as 2000::): deny',
    ])
  })
})

describe('a fix', () => {
  const fix = (yaml: string, from: string, to: string) => explain(yaml, from, to).flows[0]?.fix()

  it('adds the port where the port alone is missing', () => {
    const yaml =
      shop +
      policy(
        'p',
        'podSelector: { matchLabels: { app: redis } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: cart } } }], ports: [{ port: 80 }] }]',
      )
    expect(fix(yaml, 'cart', 'redis:80')).toMatchObject({
      fix: {
        changes: [{ kind: 'add', path: ['spec', 'ingress', 0, 'ports'], index: 1, value: { port: 6379 } }],
        opens: [],
      },
    })
  })

  it('is a policy of its own where a rule of the one that isolates would open more', () => {
    const yaml = shop + policy('deny', 'podSelector: {}')
    expect(fix(yaml, 'scrape', 'redis.shop:80')).toMatchObject({
      fix: {
        changes: [
          {
            kind: 'create',
            object: {
              metadata: { name: 'redis-from-scrape', namespace: 'shop' },
              spec: {
                podSelector: { matchLabels: { app: 'redis' } },
                ingress: [
                  {
                    from: [
                      {
                        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ops' } },
                        podSelector: { matchLabels: { app: 'scrape' } },
                      },
                    ],
                    ports: [{ port: 6379 }],
                  },
                ],
              },
            },
          },
        ],
        opens: [],
      },
    })
  })

  it('opens both ends where both are closed', () => {
    const yaml = shop + policy('deny', 'podSelector: {}, policyTypes: [Ingress, Egress]')
    const found = fix(yaml, 'cart', 'redis:80')
    expect(found && 'fix' in found && found.fix.changes.length).toBe(2)
  })

  it('is none for a name, which NetworkPolicy does not know', () => {
    const yaml = shop + policy('deny', 'podSelector: {}, policyTypes: [Egress]')
    expect(fix(yaml, 'cart', 'example.com:443')).toMatchObject({
      reason: expect.stringContaining('knows no names') as string,
    })
  })
})
