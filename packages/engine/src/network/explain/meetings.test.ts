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
