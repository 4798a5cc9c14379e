import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { buildNetwork, type Explanation } from '../index.ts'

const pod = (name: string, last: number) => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec: { containers: [{ name: c, image: a, ports: [{ containerPort: 80 }] }] }
status: { podIP: 10.0.0.${last}, podIPs: [{ ip: 10.0.0.${last} }, { ip: 'fd00::${last}' }] }
`
const onlySix = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ ipBlock: { cidr: 'fd00::/64' } }] }] }
`
const service = (spec: string) => `---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 80 }], ${spec} }
`
const pods = pod('cart', 1) + pod('web', 2)

function explain(yaml: string, to: string): Explanation {
  return buildNetwork(clusterOf(yaml).resources).explain({ from: 'cart', to })
}

const told = ({ flows }: Explanation) => flows.map(({ flow, verdict }) => [flow.toTitle, verdict])

describe('pods with addresses of both families', () => {
  it('are told by family where policies tell the families apart', () => {
    const found = explain(pods + onlySix, 'pod/web')
    expect(found.verdict).toBe('mixed')
    expect(told(found)).toEqual([
      ['Pod shop/web (IPv4)', 'deny'],
      ['Pod shop/web (IPv6)', 'allow'],
    ])
  })

  it('are told once where the answer is the same', () => {
    expect(told(explain(pods, 'pod/web'))).toEqual([['Pod shop/web', 'allow']])
    const both = onlySix.replace("'fd00::/64'", "'fd00::/64' } }, { ipBlock: { cidr: 10.0.0.0/8")
    expect(told(explain(pods + both, 'pod/web'))).toEqual([['Pod shop/web', 'allow']])
  })

  it.each([
    ['clusterIP: 10.96.0.1', 'deny'],
    ["clusterIP: 'fd01::1'", 'allow'],
    ["clusterIP: 10.96.0.1, clusterIPs: [10.96.0.1, 'fd01::1']", 'mixed'],
    ['clusterIP: None, ipFamilies: [IPv6]', 'allow'],
    ['ipFamilyPolicy: PreferDualStack', 'mixed'],
    ['type: ClusterIP', 'deny'],
  ])('are reached by a Service at the families that it has: %s', (spec, verdict) => {
    expect(explain(pods + onlySix + service(spec), 'svc/web').verdict).toBe(verdict)
  })

  it('do not meet at addresses of different families', () => {
    const twins = (pods + onlySix).replace('app: cart', 'app: web')
    const [four] = explain(twins, 'pod/web').flows
    const fix = four?.fix()
    const names = (members: readonly { readonly name: string }[]) => members.map(({ name }) => name).join(' and ')
    const opens = fix && 'fix' in fix && fix.fix.opens.map(({ from, to }) => `${names(from)} to ${names(to)}`)
    expect(opens).toEqual(['cart and web to cart and web'])
  })
})

describe('the address of a node', () => {
  it('is not told again as one outside', () => {
    const yaml = `${pods}---
apiVersion: v1
kind: Node
metadata: { name: n1 }
status: { addresses: [{ type: InternalIP, address: 192.168.0.1 }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart, namespace: shop }
spec: { podSelector: { matchLabels: { app: cart } }, policyTypes: [Egress] }
`
    const fix = explain(yaml, 'n1:80').flows[0]?.fix()
    expect(fix && 'fix' in fix && fix.fix.opens).toEqual([])
  })
})

describe('pods without a common family of addresses', () => {
  const only = (name: string, ip: string, spec = '') => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec: { ${spec} containers: [{ name: c, image: a, ports: [{ containerPort: 80 }] }] }
status: { podIP: '${ip}', podIPs: [{ ip: '${ip}' }] }
`
  const apart = only('cart', '10.0.0.1') + only('web', 'fd00::2')
  const network = (yaml: string) => buildNetwork(clusterOf(yaml).resources)

  it('cannot connect, whatever policies say', () => {
    const found = network(apart).verdict({ pod: 'shop/cart' }, { pod: 'shop/web' }, { port: 80 })
    expect([found.verdict, found.egress, found.ingress, found.conditions]).toEqual(['deny', 'deny', 'deny', []])
    expect(found.reasons).toEqual([
      'Pod shop/cart has only IPv4 to connect to Pod shop/web with, which is reached by IPv6.',
    ])
    const [flow, ...more] = explain(apart, 'pod/web').flows
    expect([flow?.verdict, flow?.egress.by, more.length]).toEqual(['deny', 'apart', 0])
    expect(flow?.fix()).toEqual({ reason: 'no policy stands in its way' })
  })

  it('do not meet at addresses of their own either', () => {
    const asked = network(apart + pod('both', 3))
    const verdict = (from: string, to: string) => asked.verdict({ ip: from }, { ip: to }, { port: 80 }).verdict
    expect([verdict('10.0.0.1', 'fd00::2'), verdict('10.0.0.1', 'fd00::3')]).toEqual(['deny', 'deny'])
    expect([verdict('10.0.0.1', '10.0.0.3'), verdict('fd00::2', 'fd00::3')]).toEqual(['allow', 'allow'])
  })

  it('meet where they are one, or on the network of one node', () => {
    const host = (name: string, ip: string) => only(name, ip, 'nodeName: n1, hostNetwork: true,')
    const asked = network(
      host('cart', '192.168.0.1') + host('web', 'fd02::1') + only('db', '10.0.0.3', 'nodeName: n2,'),
    )
    const verdict = (from: string, to: string) =>
      asked.verdict({ pod: `shop/${from}` }, { pod: `shop/${to}` }, { port: 80 }).verdict
    expect(['cart', 'web'].map((from) => verdict(from, 'web'))).toEqual(['allow', 'allow'])
    expect([verdict('cart', 'db'), verdict('web', 'db')]).toEqual(['allow', 'deny'])
  })

  it('may, where the address of one is not known', () => {
    const template = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ci, namespace: shop }
spec: { template: { metadata: { labels: { app: ci } }, spec: { containers: [{ name: c }] } } }
`
    const asked = network(apart + template)
    expect(asked.verdict({ pod: 'Deployment shop/ci' }, { pod: 'shop/web' }, { port: 80 }).verdict).toBe('allow')
  })

  it('are not reached by a Service that has no address of the family either', () => {
    const both = pod('web', 2)
    const yaml = only('cart', '10.0.0.1') + both
    expect(explain(yaml + service("clusterIP: 'fd01::1'"), 'svc/web')).toMatchObject({
      verdict: 'deny',
      flows: [{ egress: { reason: 'Pod shop/cart has only IPv4, of which Service shop/web has no address' } }],
    })
    expect(explain(yaml + service("clusterIP: 'fd01::1', clusterIPs: ['fd01::1', 10.96.0.1]"), 'svc/web').verdict).toBe(
      'allow',
    )
  })

  it('need only one of the addresses that EndpointSlices give a pod', () => {
    const slice = (type: string, ip: string) => `---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: web-${type.toLowerCase()}, namespace: shop, labels: { kubernetes.io/service-name: web } }
addressType: ${type}
ports: [{ port: 80, protocol: TCP, name: '' }]
endpoints: [{ addresses: ['${ip}'] }]
`
    const bare = service("clusterIPs: [10.96.0.1, 'fd01::1']").replace('selector: { app: web },', '')
    const yaml = only('cart', '10.0.0.1') + pod('web', 2) + bare
    const found = explain(yaml + slice('IPv4', '10.0.0.2') + slice('IPv6', 'fd00::2'), 'svc/web')
    expect([found.verdict, found.flows.length]).toEqual(['allow', 1])
    expect(explain(yaml + slice('IPv6', 'fd00::2'), 'svc/web').verdict).toBe('deny')
  })
})
