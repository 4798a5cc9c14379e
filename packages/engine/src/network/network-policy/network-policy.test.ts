import { describe, expect, it } from 'vitest'
import { namespace, networkOf, networkPolicy, node, pod, verdict } from '../../../test/network-of.ts'

const world = [
  namespace('shop', 'team: web'),
  namespace('ops', 'team: ops'),
  pod('shop/cart', { ips: ['10.0.0.1'], labels: 'app: cart, tier: front', node: 'one' }),
  pod('shop/redis', { ips: ['10.0.0.2'], labels: 'app: redis', node: 'one', ports: ['web 80', 'dns 53/UDP'] }),
  pod('shop/mysql', { ips: ['10.0.0.4'], labels: 'app: mysql', node: 'one', ports: ['web 8080', 'dns 53/TCP'] }),
  pod('ops/cart', { ips: ['10.0.0.3'], labels: 'app: cart', node: 'two' }),
  node('one', '192.168.0.1'),
  node('two', '192.168.0.2'),
]
const outside = '8.8.8.8'
const shop = (...specs: readonly string[]) => networkOf(...world, ...specs.map((spec) => networkPolicy(spec)))
const redis = '{ matchLabels: { app: redis } }'

describe('isolation', () => {
  it('begins with a policy of the namespace that selects the pod, and is of one direction', () => {
    const network = shop(`{ podSelector: ${redis}, policyTypes: [Ingress] }`)
    expect(verdict(network, 'shop/cart', 'shop/redis')).toBe('deny')
    expect(verdict(network, outside, 'shop/redis')).toBe('deny')
    expect(verdict(network, 'shop/redis', 'shop/cart')).toBe('allow')
    expect(verdict(network, 'shop/redis', outside)).toBe('allow')
    expect(verdict(network, 'shop/cart', 'shop/mysql')).toBe('allow')
  })

  it('needs both ends to allow', () => {
    const ingress = `{ podSelector: ${redis}, ingress: [{}] }`
    const egress = '{ podSelector: { matchLabels: { app: cart } }, policyTypes: [Egress] }'
    expect(verdict(shop(ingress), 'shop/cart', 'shop/redis')).toBe('allow')
    expect(verdict(shop(ingress, egress), 'shop/cart', 'shop/redis')).toBe('deny')
  })

  it('is what no rule of any policy allows: policies only add', () => {
    const deny = '{ podSelector: {}, policyTypes: [Ingress] }'
    const allow = `{ podSelector: ${redis}, ingress: [{ from: [{ podSelector: { matchLabels: { app: cart } } }] }] }`
    expect(verdict(shop(deny, allow), 'shop/cart', 'shop/redis')).toBe('allow')
    expect(verdict(shop(deny, allow), 'shop/mysql', 'shop/redis')).toBe('deny')
  })

  it('never parts a pod from itself, nor from the node that runs it', () => {
    const network = shop('{ podSelector: {}, policyTypes: [Ingress, Egress] }')
    expect(verdict(network, 'shop/redis', 'shop/redis')).toBe('allow')
    expect(verdict(network, 'node:one', 'shop/redis')).toBe('allow')
    expect(verdict(network, 'node:two', 'shop/redis')).toBe('deny')
    expect(verdict(network, 'shop/redis', 'node:one')).toBe('deny')
  })

  it('leaves ICMP to the implementation', () => {
    const network = shop(`{ podSelector: ${redis}, ingress: [{}] }`)
    expect(verdict(network, 'shop/cart', 'shop/redis', '0/ICMP')).toBe('implementation-defined')
    expect(verdict(network, 'shop/cart', 'shop/mysql', '0/ICMP')).toBe('allow')
  })
})

describe('policyTypes', () => {
  it.each([
    ['are Ingress where nothing is said', '{ podSelector: {} }', 'deny', 'allow'],
    ['are Ingress where egress is an empty list', '{ podSelector: {}, egress: [] }', 'deny', 'allow'],
    [
      'are both where there is a rule of egress',
      '{ podSelector: {}, egress: [{ ports: [{ port: 1 }] }] }',
      'deny',
      'deny',
    ],
    ['are taken as none where the list is empty', '{ podSelector: {}, policyTypes: [], egress: [] }', 'deny', 'allow'],
    ['hold whatever rules there are', '{ podSelector: {}, policyTypes: [Egress], ingress: [] }', 'allow', 'deny'],
    [
      'make rules count',
      '{ podSelector: {}, policyTypes: [Ingress], egress: [{ to: [] }], ingress: [{}] }',
      'allow',
      'allow',
    ],
  ])('%s', (_, spec, ingress, egress) => {
    expect(verdict(shop(spec), outside, 'shop/redis')).toBe(ingress)
    expect(verdict(shop(spec), 'shop/redis', outside)).toBe(egress)
  })
})

describe('lists', () => {
  it.each([
    ['ingress missing', '{ podSelector: {}, policyTypes: [Ingress] }', 'deny'],
    ['ingress null', '{ podSelector: {}, policyTypes: [Ingress], ingress: null }', 'deny'],
    ['ingress empty', '{ podSelector: {}, policyTypes: [Ingress], ingress: [] }', 'deny'],
    ['an empty rule', '{ podSelector: {}, ingress: [{}] }', 'allow'],
    ['from empty', '{ podSelector: {}, ingress: [{ from: [] }] }', 'allow'],
    ['from null', '{ podSelector: {}, ingress: [{ from: null, ports: null }] }', 'allow'],
    ['ports empty', '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 8.0.0.0/8 } }], ports: [] }] }', 'allow'],
    ['a peer that is empty, which the API refuses', '{ podSelector: {}, ingress: [{ from: [{}] }] }', 'deny'],
  ])('%s', (_, spec, expected) => {
    expect(verdict(shop(spec), outside, 'shop/redis')).toBe(expected)
  })
})

describe('podSelector of the policy', () => {
  it.each(['{ policyTypes: [Ingress] }', '{ podSelector: null, policyTypes: [Ingress] }'])(
    'means every pod of the namespace in %s',
    (spec) => {
      expect(verdict(shop(spec), 'ops/cart', 'shop/redis')).toBe('deny')
      expect(verdict(shop(spec), 'shop/redis', 'ops/cart')).toBe('allow')
    },
  )
})

describe('peers', () => {
  const from = (peers: string) => shop(`{ podSelector: ${redis}, ingress: [{ from: ${peers} }] }`)
  const app = (name: string) => `{ matchLabels: { app: ${name} } }`

  it.each([
    ['pods of the policy’s own namespace', `[{ podSelector: ${app('cart')} }]`, ['shop/cart']],
    ['all pods of namespaces', '[{ namespaceSelector: { matchLabels: { team: ops } } }]', ['ops/cart']],
    ['both in one item', `[{ namespaceSelector: {}, podSelector: ${app('mysql')} }]`, ['shop/mysql']],
    [
      'either of two items',
      `[{ namespaceSelector: { matchLabels: { team: ops } } }, { podSelector: ${app('mysql')} }]`,
      ['shop/mysql', 'ops/cart'],
    ],
    ['null as not given', `[{ namespaceSelector: null, podSelector: ${app('cart')} }]`, ['shop/cart']],
    [
      'a namespace by its name',
      '[{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ops } } }]',
      ['ops/cart'],
    ],
    ['nothing, as a block beside a selector is refused', `[{ podSelector: {}, ipBlock: { cidr: 0.0.0.0/0 } }]`, []],
  ])('%s', (_, peers, expected) => {
    const network = from(peers)
    const allowed = ['shop/cart', 'shop/mysql', 'ops/cart', outside].filter(
      (each) => verdict(network, each, 'shop/redis') === 'allow',
    )
    expect(allowed).toEqual(expected)
  })

  it.each([
    ['In, which needs the key', 'key: tier, operator: In, values: [front]', ['shop/cart']],
    ['NotIn, which a missing key matches', 'key: tier, operator: NotIn, values: [front]', ['shop/mysql']],
    ['Exists', 'key: tier, operator: Exists', ['shop/cart']],
    ['DoesNotExist', 'key: tier, operator: DoesNotExist', ['shop/mysql']],
    ['an operator that there is not', 'key: tier, operator: Like', []],
  ])('by %s', (_, expression, expected) => {
    const network = from(`[{ podSelector: { matchExpressions: [{ ${expression} }] } }]`)
    expect(['shop/cart', 'shop/mysql'].filter((each) => verdict(network, each, 'shop/redis') === 'allow')).toEqual(
      expected,
    )
  })

  it('of a block are addresses, those of pods too, but not what is taken out', () => {
    const network = from('[{ ipBlock: { cidr: 10.0.0.0/8, except: [10.0.0.3/32] } }]')
    expect(verdict(network, 'shop/cart', 'shop/redis')).toBe('allow')
    expect(verdict(network, 'ops/cart', 'shop/redis')).toBe('deny')
    expect(verdict(network, '10.99.0.1', 'shop/redis')).toBe('allow')
    expect(verdict(network, outside, 'shop/redis')).toBe('deny')
  })

  it('tells of blocks that the API server refuses', () => {
    const network = from(
      '[{ ipBlock: { cidr: 10.0.0.0/8, except: [11.0.0.0/8] } }, { ipBlock: { cidr: 10.0.0.300/8 } }]',
    )
    expect(network.model.problems.map(({ path }) => path.join('.'))).toEqual([
      'spec.ingress.0.from.0.ipBlock.except.0',
      'spec.ingress.0.from.1.ipBlock.cidr',
    ])
  })
})

describe('ports', () => {
  const to = (ports: string) => shop(`{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: ${ports} }] }`)

  it.each([
    ['TCP where no protocol is written', '[{ port: 80 }]', ['80', '80/UDP'], ['80']],
    ['all of a protocol', '[{ protocol: UDP }]', ['1/UDP', '65535/UDP', '80', '80/SCTP'], ['1/UDP', '65535/UDP']],
    ['a range with both its ends', '[{ port: 80, endPort: 82 }]', ['79', '80', '82', '83'], ['80', '82']],
    ['SCTP', '[{ port: 80, protocol: SCTP }]', ['80', '80/SCTP'], ['80/SCTP']],
    ['nothing, where the range ends before it begins', '[{ port: 80, endPort: 79 }]', ['79', '80'], []],
    ['nothing, where the protocol is none', '[{ port: 80, protocol: ICMP }]', ['80'], []],
    ['numbers that no container declares', '[{ port: 4711 }]', ['4711'], ['4711']],
  ])('are %s', (_, ports, asked, expected) => {
    const network = to(ports)
    expect(asked.filter((port) => verdict(network, 'shop/cart', 'shop/redis', port) === 'allow')).toEqual(expected)
  })

  it('by name are those of the destination, of the same protocol', () => {
    const web = to('[{ port: web }]')
    expect(verdict(web, 'shop/cart', 'shop/redis', 80)).toBe('allow')
    expect(verdict(web, 'shop/cart', 'shop/mysql', 80)).toBe('deny')
    expect(verdict(web, 'shop/cart', 'shop/mysql', 8080)).toBe('allow')
    const dns = to('[{ port: dns, protocol: UDP }]')
    expect(verdict(dns, 'shop/cart', 'shop/redis', '53/UDP')).toBe('allow')
    expect(verdict(dns, 'shop/cart', 'shop/mysql', '53/UDP')).toBe('deny')
    expect(verdict(dns, 'shop/cart', outside, '53/UDP')).toBe('deny')
  })
})

describe('a pod on the network of its node', () => {
  const onNode = pod('shop/agent', { ips: ['192.168.0.1'], labels: 'app: cart', node: 'one', hostNetwork: true })

  it('is selected by implementation only, as a subject', () => {
    const network = networkOf(...world, onNode, networkPolicy('{ podSelector: {}, policyTypes: [Ingress] }'))
    expect(verdict(network, 'ops/cart', 'shop/agent')).toBe('implementation-defined')
  })

  it('is a peer by its labels where an implementation says so, and by its address anyway', () => {
    const byLabel = '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }] }] }'
    const byBlock =
      '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 192.168.0.1/32 } }] }] }'
    expect(verdict(networkOf(...world, onNode, networkPolicy(byLabel)), 'shop/cart', 'shop/agent')).toBe(
      'implementation-defined',
    )
    expect(verdict(networkOf(...world, onNode, networkPolicy(byBlock)), 'shop/cart', 'shop/agent')).toBe('allow')
  })
})

describe('a name of a port at a pod on the network of its node', () => {
  const onNode = pod('shop/agent', { ips: ['192.168.0.1'], node: 'one', hostNetwork: true, ports: ['web 9100'] })
  const to = (peers: string) =>
    networkOf(
      ...world,
      onNode,
      networkPolicy(`{ podSelector: {}, policyTypes: [Egress], egress: [{ ${peers}ports: [{ port: web }] }] }`),
    )

  it.each(['', 'to: [{ ipBlock: { cidr: 192.168.0.0/24 } }], '])(
    'is left to the implementation, as an address has no names: %s',
    (peers) => {
      expect(verdict(to(peers), 'shop/cart', 'shop/agent', 9100)).toBe('implementation-defined')
      expect(verdict(to(peers), 'shop/cart', 'shop/agent', 9101)).toBe('deny')
    },
  )
})

describe('a second family of addresses', () => {
  const dual = [
    pod('shop/a', { ips: ['10.0.0.1', 'fd00::1'] }),
    pod('shop/b', { ips: ['10.0.0.2', 'fd00::2'] }),
    networkPolicy(
      '{ podSelector: { matchLabels: { app: b } }, ingress: [{ from: [{ ipBlock: { cidr: fd00::/64 } }] }] }',
    ),
  ]

  it('is judged by its own blocks', () => {
    const network = networkOf(...dual)
    expect(verdict(network, 'fd00::1', 'fd00::2')).toBe('allow')
    expect(verdict(network, '10.0.0.1', '10.0.0.2')).toBe('deny')
    expect(verdict(network, 'fd01::1', 'fd00::2')).toBe('deny')
  })
})

describe('a node with several addresses of a family', () => {
  const wide = `
apiVersion: v1
kind: Node
metadata: { name: wide }
status: { addresses: [{ type: InternalIP, address: 192.168.0.9 }, { type: ExternalIP, address: 203.0.113.9 }] }
`

  it('is judged by the address that is asked for', () => {
    const block = networkPolicy('{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }] }')
    const network = networkOf(...world, wide, block)
    expect(verdict(network, '203.0.113.9', 'shop/redis')).toBe('allow')
    expect(verdict(network, '192.168.0.9', 'shop/redis')).toBe('deny')
  })
})
