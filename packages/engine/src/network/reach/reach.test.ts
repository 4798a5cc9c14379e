import { describe, expect, it } from 'vitest'
import { clusterPolicy, namespace, networkOf, networkPolicy, node, pod } from '../../../test/network-of.ts'
import type { Network, PortRange, ReachOptions } from '../index.ts'

/** Edges as text: `from -> to: TCP 80`, with `?` before what is undefined and `~` before what some of a group may. */
function edges(network: Network, options: ReachOptions = {}): string[] {
  const reach = network.reach(options)
  const found = [...reach.edges()].flatMap(({ from, to, answer }) =>
    [...to].map((id) => {
      const parts = [...answer.allowed.map(text), ...answer.undefined.map((each) => `?${text(each)}`)]
      const some = answer.some.map((each) => `~${text(each)}`)
      return `${from.title} -> ${reach.groups[id]?.title}: ${[...parts, ...some].join(' ')}`
    }),
  )
  return found
}

/** Whatever the order. */
function expectSame(found: readonly string[], expected: readonly string[]): void {
  expect(found.toSorted()).toEqual(expected.toSorted())
}

function text({ protocol, first, last }: PortRange): string {
  return first === 0 && last === 65_535 ? protocol : `${protocol}/${first}${last === first ? '' : `-${last}`}`
}

const deny = networkPolicy('{ podSelector: {}, policyTypes: [Ingress, Egress] }')
const all = 'TCP UDP SCTP'

describe('reach', () => {
  it('is one group for all that nothing is said of', () => {
    const network = networkOf(pod('shop/a'), pod('shop/b'), pod('ops/c'))
    const { groups } = network.reach()
    expect(groups.map(({ kind, title, namespace: own }) => [kind, title, own])).toEqual([
      ['pod', 'Pod ops/c and 2 more', ''],
      ['external', '0.0.0.0/0, ::/0', ''],
    ])
    expectSame(edges(network), [
      `Pod ops/c and 2 more -> Pod ops/c and 2 more: ${all}`,
      `Pod ops/c and 2 more -> 0.0.0.0/0, ::/0: ${all}`,
      `0.0.0.0/0, ::/0 -> Pod ops/c and 2 more: ${all}`,
    ])
  })

  it('leaves out a pod’s traffic to itself, but not that among the pods of a template', () => {
    expectSame(
      edges(networkOf(pod('shop/a'))).filter((edge) => edge.startsWith('Pod shop/a -> Pod')),
      [],
    )
    const deployment =
      '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { template: { spec: { containers: [{ name: c }] } } } }'
    expect(edges(networkOf(deployment))).toContain(`Deployment default/web -> Deployment default/web: ${all}`)
  })

  it('parts groups by what they may do and what may be done to them', () => {
    const allow = networkPolicy(
      '{ podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 5432 }, { port: 6000, endPort: 6001 }] }] }',
      'shop',
      'allow',
    )
    expectSame(edges(networkOf(pod('shop/web'), pod('shop/db'), pod('shop/idle'), allow)), [
      'Pod shop/web -> Pod shop/db: TCP/5432 TCP/6000-6001',
      `Pod shop/web -> Pod shop/idle: ${all}`,
      `Pod shop/web -> 0.0.0.0/0, ::/0: ${all}`,
      `Pod shop/db -> Pod shop/web: ${all}`,
      `Pod shop/db -> Pod shop/idle: ${all}`,
      `Pod shop/db -> 0.0.0.0/0, ::/0: ${all}`,
      `Pod shop/idle -> Pod shop/web: ${all}`,
      `Pod shop/idle -> 0.0.0.0/0, ::/0: ${all}`,
      `0.0.0.0/0, ::/0 -> Pod shop/web: ${all}`,
      `0.0.0.0/0, ::/0 -> Pod shop/idle: ${all}`,
    ])
  })

  it('parts addresses outside by the blocks that policies name', () => {
    const egress = networkPolicy(
      '{ podSelector: {}, policyTypes: [Ingress, Egress], egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }] }] }',
    )
    const network = networkOf(pod('shop/web'), egress)
    expectSame(edges(network), [`Pod shop/web -> 10.0.0.0/16, 10.2.0.0-10.255.255.255: ${all}`])
  })

  it('keeps families apart', () => {
    const world = [pod('shop/four', { ips: ['10.0.0.1'] }), pod('shop/six', { ips: ['fd00::1'] })]
    const block = networkPolicy(
      '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }, { ipBlock: { cidr: "::/0" } }] }] }',
    )
    expectSame(edges(networkOf(...world, block)), [
      `Pod shop/four -> 0.0.0.0/0: ${all}`,
      `Pod shop/six -> ::/0: ${all}`,
      `0.0.0.0/0 -> Pod shop/four: ${all}`,
      `::/0 -> Pod shop/six: ${all}`,
    ])
  })

  it('tells what is left to the implementation', () => {
    const agent = pod('shop/agent', { hostNetwork: true, ips: ['192.168.0.1'], node: 'one' })
    const own = edges(networkOf(pod('shop/web'), agent, node('one', '192.168.0.1'), deny))
    expectSame(
      own.filter((edge) => edge.includes('?')),
      [
        'Pod shop/agent -> Node one: ?TCP ?UDP ?SCTP',
        'Pod shop/agent -> 0.0.0.0/0: ?TCP ?UDP ?SCTP',
        'Node one -> Pod shop/agent: ?TCP ?UDP ?SCTP',
        '0.0.0.0/0 -> Pod shop/agent: ?TCP ?UDP ?SCTP',
      ],
    )
  })

  it('speaks of ICMP when asked to', () => {
    const network = networkOf(pod('shop/web'), deny)
    expectSame(edges(network), [])
    expectSame(edges(network, { protocols: ['ICMP'] }), [
      'Pod shop/web -> 0.0.0.0/0, ::/0: ?ICMP',
      '0.0.0.0/0, ::/0 -> Pod shop/web: ?ICMP',
    ])
  })

  it('knows of tiers', () => {
    const baseline = clusterPolicy(
      '{ tier: Baseline, priority: 1, subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }] }',
    )
    expectSame(edges(networkOf(pod('shop/a'), pod('shop/b'), baseline)), [
      `Pod shop/a and 1 more -> 0.0.0.0/0, ::/0: ${all}`,
      `0.0.0.0/0, ::/0 -> Pod shop/a and 1 more: ${all}`,
    ])
  })

  it('is empty without pods', () => {
    expectSame(edges(networkOf(namespace('shop'))), [])
    expectSame(edges(networkOf(''), { by: 'workload' }), [])
  })
})

describe('reach by workload', () => {
  const made = (name: string, labels: string) => `
apiVersion: v1
kind: Pod
metadata:
  namespace: shop
  name: ${name}
  labels: { ${labels} }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: web-5d9c, controller: true }]
spec: { containers: [{ name: app }] }
`
  const db = pod('shop/db')

  it('joins the pods of a Deployment whose ReplicaSet is not there', () => {
    const pods = ['web-1', 'web-2'].map((name) => made(name, 'pod-template-hash: 5d9c, app: web'))
    const network = networkOf(...pods, db, deny)
    const groups = network.reach({ by: 'workload' }).groups
    expect(groups.map(({ title, members }) => [title, members.length])).toEqual([
      ['Deployment shop/web', 2],
      ['Pod shop/db', 1],
      ['0.0.0.0/0, ::/0', 0],
    ])
  })

  it('tells what only some pods of a workload may', () => {
    const pods = [made('web-1', 'app: web, role: leader'), made('web-2', 'app: web')]
    const leader = networkPolicy(
      '{ podSelector: { matchLabels: { app: db } }, ingress: [{ ports: [{ port: 80 }] }, { from: [{ podSelector: { matchLabels: { role: leader } } }], ports: [{ port: 443 }] }] }',
    )
    expect(edges(networkOf(...pods, db, leader), { by: 'workload' })).toContain(
      'ReplicaSet shop/web-5d9c -> Pod shop/db: TCP/80 ~TCP/443',
    )
  })

  it('has one group for all nodes', () => {
    const { groups } = networkOf(node('one', '10.9.0.1'), node('two', '10.9.0.2'), db).reach({ by: 'workload' })
    expect(groups.map(({ title, kind }) => `${kind} ${title}`)).toContain('node nodes')
  })
})
