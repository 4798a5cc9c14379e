import { describe, expect, it } from 'vitest'
import { clusterPolicy, namespace, networkOf, networkPolicy, node, pod, verdict } from '../../../test/network-of.ts'
import { domainPattern } from './peers.ts'

const world = [
  namespace('shop', 'team: web'),
  namespace('ops', 'team: ops'),
  pod('shop/cart', { ips: ['10.0.0.1'], node: 'one', ports: ['web 80', 'dns 53/UDP'] }),
  pod('shop/redis', { ips: ['10.0.0.2'], node: 'one' }),
  pod('ops/probe', { ips: ['10.0.0.3'], node: 'two' }),
  pod('ops/agent', { ips: ['192.168.0.2'], node: 'two', hostNetwork: true }),
  node('one', '192.168.0.1', 'zone: a'),
  node('two', '192.168.0.2', 'zone: b'),
]
const all = 'namespaces: {}'
const shop = 'namespaces: { matchLabels: { team: web } }'
const ops = '{ namespaces: { matchLabels: { team: ops } } }'

/** Admin policies about what comes into shop, of priorities 1, 2 and so on. */
const admin = (...rules: readonly string[]) =>
  rules.map((ingress, i) =>
    clusterPolicy(`{ tier: Admin, priority: ${i + 1}, subject: { ${shop} }, ingress: [${ingress}] }`, `admin-${i}`),
  )
const baseline = (ingress: string) =>
  clusterPolicy(`{ tier: Baseline, priority: 1, subject: { ${shop} }, ingress: [${ingress}] }`, 'baseline')
const rule = (action: string, peer = ops, more = '') => `{ action: ${action}, from: [${peer}]${more} }`
const isolate = networkPolicy('{ podSelector: {}, policyTypes: [Ingress] }')
const open = networkPolicy('{ podSelector: {}, ingress: [{}] }')
const ask = (...policies: readonly string[]) => verdict(networkOf(...world, ...policies), 'ops/probe', 'shop/cart')

describe('tiers', () => {
  it.each([
    ['Admin accepts before a NetworkPolicy refuses', [...admin(rule('Accept')), isolate], 'allow'],
    ['Admin refuses before a NetworkPolicy allows', [...admin(rule('Deny')), open], 'deny'],
    ['the first rule that matches decides', admin(`${rule('Deny')}, ${rule('Accept')}`), 'deny'],
    ['the order of rules is that in which they are written', admin(`${rule('Accept')}, ${rule('Deny')}`), 'allow'],
    ['the lower priority is asked first', admin(rule('Accept'), rule('Deny')), 'allow'],
    ['Pass leaves the tier, past the next Admin policy', admin(rule('Pass'), rule('Deny')), 'allow'],
    ['Pass goes to NetworkPolicies', [...admin(rule('Pass')), isolate], 'deny'],
    ['Pass goes to the baseline where nothing isolates', [...admin(rule('Pass')), baseline(rule('Deny'))], 'deny'],
    ['a NetworkPolicy keeps the baseline from being asked', [open, baseline(rule('Deny'))], 'allow'],
    ['a NetworkPolicy that allows nothing does so too', [isolate, baseline(rule('Accept'))], 'deny'],
    ['Pass leaves the baseline', [baseline(`${rule('Pass')}, ${rule('Deny')}`)], 'allow'],
    ['a rule for others says nothing', admin(rule('Deny', `{ ${shop} }`)), 'allow'],
  ])('%s', (_, policies, expected) => {
    expect(ask(...policies)).toBe(expected)
  })

  it('leaves the egress of what is isolated for ingress to the baseline', () => {
    const egress = clusterPolicy(
      `{ tier: Baseline, priority: 1, subject: { ${shop} }, egress: [{ action: Deny, to: [${ops}] }] }`,
    )
    expect(verdict(networkOf(...world, isolate, egress), 'shop/cart', 'ops/probe')).toBe('deny')
  })

  it('leaves open who wins among policies of one priority that disagree', () => {
    const two = (first: string, second: string) =>
      [first, second].map((action, i) =>
        clusterPolicy(`{ tier: Admin, priority: 5, subject: { ${shop} }, ingress: [${rule(action)}] }`, `equal-${i}`),
      )
    expect(ask(...two('Accept', 'Deny'))).toBe('implementation-defined')
    expect(ask(...two('Deny', 'Deny'))).toBe('deny')
    // Pass comes to the same, as nothing else refuses it; with a policy that isolates it does not.
    expect(ask(...two('Accept', 'Pass'))).toBe('allow')
    expect(ask(...two('Accept', 'Pass'), isolate)).toBe('implementation-defined')
  })
})

describe('policies of one priority that disagree', () => {
  const of = (name: string, priority: number, action: string, tier = 'Admin') =>
    clusterPolicy(`{ tier: ${tier}, priority: ${priority}, subject: { ${shop} }, ingress: [${rule(action)}] }`, name)

  it('are named with their rules, and no others', () => {
    const network = networkOf(
      ...world,
      of('one', 5, 'Accept'),
      of('two', 5, 'Deny'),
      of('later', 7, 'Deny'),
      of('base', 5, 'Deny', 'Baseline'),
    )
    const { reasons } = network.verdict({ pod: 'ops/probe' }, { pod: 'shop/cart' }, { port: 80 })
    const told =
      'same priority disagree, and which comes first is not defined: ClusterNetworkPolicy one, spec.ingress[0] and ClusterNetworkPolicy two, spec.ingress[0]'
    expect(reasons.join(' ')).toMatch(new RegExp(`${told.replaceAll(/[[\].]/g, '\\$&')}\\.$`))
    const { flows } = network.explain({ from: 'ops/probe', to: 'shop/cart:80' })
    expect(flows[0]?.ingress.reason).toMatch(new RegExp(`${told.replaceAll(/[[\].]/g, '\\$&')}$`))
  })
})

describe('what the API refuses of a rule', () => {
  const policy = (direction: string, rules: string) =>
    networkOf(...world, clusterPolicy(`{ tier: Admin, priority: 1, subject: { ${shop} }, ${direction}: [${rules}] }`))
  const told = (network: ReturnType<typeof networkOf>) => network.model.problems.map(({ path }) => path.join('.'))

  it.each(['networks: [0.0.0.0/0]', 'nodes: {}', 'domainNames: [example.com]'])(
    'are peers of ingress by %s: nobody is accepted, and all refused',
    (peer) => {
      const deny = rule('Deny', `{ ${all} }`)
      const accepting = policy('ingress', `{ action: Accept, from: [{ ${peer} }] }, ${deny}`)
      expect(verdict(accepting, 'ops/probe', 'shop/cart')).toBe('deny')
      expect(told(accepting)).toEqual(['spec.ingress.0.from.0'])
      expect(verdict(policy('ingress', `{ action: Deny, from: [{ ${peer} }] }`), 'ops/probe', 'shop/cart')).toBe('deny')
    },
  )

  it.each(['networks: [0.0.0.0/0]', 'nodes: {}'])('are named ports of %s, which open nothing', (peer) => {
    const named = `protocols: [{ destinationNamedPort: web }]`
    const deny = '{ action: Deny, to: [{ namespaces: {} }] }'
    const network = policy('egress', `{ action: Accept, to: [{ ${peer} }], ${named} }, ${deny}`)
    expect(verdict(network, 'shop/cart', 'ops/probe', 80)).toBe('deny')
    expect(told(network)).toEqual(['spec.egress.0'])
  })

  it('leaves the pods and the numbers beside them as they are', () => {
    const network = policy(
      'egress',
      `{ action: Accept, to: [{ networks: [8.0.0.0/8] }, { ${shop} }], protocols: [{ destinationNamedPort: web }, { udp: { destinationPort: { number: 53 } } }] }, { action: Deny, to: [{ networks: [0.0.0.0/0] }] }`,
    )
    const asked = ['8.8.8.8 80', '8.8.8.8 53/UDP', 'shop/cart 80', 'shop/cart 53/UDP', 'shop/cart 81']
    const allowed = asked.filter((each) => {
      const [to = '', port = ''] = each.split(' ')
      return verdict(network, 'shop/redis', to, port) === 'allow'
    })
    expect(allowed).toEqual(['8.8.8.8 53/UDP', 'shop/cart 80', 'shop/cart 53/UDP'])
  })

  it('are names that are not accepted, and no peers at all', () => {
    expect(told(policy('egress', '{ action: Deny, to: [{ domainNames: [example.com] }] }'))).toEqual([
      'spec.egress.0.to',
    ])
    expect(told(policy('egress', '{ action: Deny, to: [] }, { action: Accept }'))).toEqual([
      'spec.egress.0.to',
      'spec.egress.1.to',
    ])
  })
})

describe('subjects', () => {
  it.each([
    ['namespaces', `{ ${shop} }`, 'deny'],
    ['pods', '{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: cart } } } }', 'deny'],
    ['other pods', '{ pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: redis } } } }', 'allow'],
    ['both, which the API refuses', `{ ${shop}, pods: { namespaceSelector: {}, podSelector: {} } }`, 'allow'],
  ])('are %s', (_, subject, expected) => {
    const policy = clusterPolicy(`{ tier: Admin, priority: 1, subject: ${subject}, ingress: [${rule('Deny')}] }`)
    expect(ask(policy)).toBe(expected)
  })

  it('are never pods on the network of their node', () => {
    const policy = clusterPolicy(
      `{ tier: Admin, priority: 1, subject: { ${all} }, ingress: [${rule('Deny', `{ ${all} }`)}] }`,
    )
    expect(verdict(networkOf(...world, policy), 'shop/cart', 'ops/agent')).toBe('allow')
  })
})

describe('peers of egress', () => {
  const egress = (rules: string) =>
    networkOf(...world, clusterPolicy(`{ tier: Admin, priority: 1, subject: { ${shop} }, egress: [${rules}] }`))

  it('of networks are pods, nodes and addresses outside, in their family alone', () => {
    const network = egress('{ action: Deny, to: [{ networks: [0.0.0.0/0] }] }')
    for (const to of ['ops/probe', 'node:two', 'ops/agent', '8.8.8.8'])
      expect(verdict(network, 'shop/cart', to)).toBe('deny')
    expect(verdict(network, 'shop/cart', '2001:db8::1')).toBe('allow')
    expect(verdict(network, 'shop/cart', 'ops/probe', '0/ICMP')).toBe('deny')
  })

  it('before a refusal open exactly the pods whose addresses they are', () => {
    const network = egress(
      '{ action: Accept, to: [{ networks: [10.0.0.3/32] }] }, { action: Deny, to: [{ networks: [0.0.0.0/0] }] }',
    )
    expect(verdict(network, 'shop/cart', 'ops/probe')).toBe('allow')
    expect(verdict(network, 'shop/cart', 'shop/redis')).toBe('deny')
  })

  it('of nodes are all their addresses, and the pods on their networks, which pod selectors do not mean', () => {
    const nodes = egress('{ action: Deny, to: [{ nodes: { matchLabels: { zone: b } } }] }')
    expect(verdict(nodes, 'shop/cart', '192.168.0.2')).toBe('deny')
    expect(verdict(nodes, 'shop/cart', 'ops/agent')).toBe('deny')
    expect(verdict(nodes, 'shop/cart', 'ops/probe')).toBe('allow')
    const pods = egress(`{ action: Deny, to: [{ ${all} }] }`)
    expect(verdict(pods, 'shop/cart', 'ops/agent')).toBe('allow')
    expect(verdict(pods, 'shop/cart', 'ops/probe')).toBe('deny')
  })

  it.each([
    ['kubernetes.io', 'kubernetes.io', true],
    ['Kubernetes.io', 'kubernetes.io', true],
    ['*.kubernetes.io', 'docs.kubernetes.io', true],
    ['*.kubernetes.io', 'a.b.kubernetes.io', true],
    ['*.kubernetes.io', 'kubernetes.io', false],
    ['*.kubernetes.io', 'notkubernetes.io', false],
  ])('of names: %s means %s: %s', (pattern, name, expected) => {
    expect(domainPattern(pattern).matches(name)).toBe(expected)
  })

  it('that are not known allow nothing, and let a refusal refuse all', () => {
    const deny = '{ action: Deny, to: [{ networks: [0.0.0.0/0] }] }'
    const future = (action: string) => `{ action: ${action}, to: [{ planets: {} }] }`
    expect(verdict(egress(`${future('Accept')}, ${deny}`), 'shop/cart', '8.8.8.8')).toBe('deny')
    expect(verdict(egress(future('Accept')), 'shop/cart', '8.8.8.8')).toBe('allow')
    for (const action of ['Deny', 'Pass'])
      expect(verdict(egress(`${future(action)}, { action: Accept, to: [${ops}] }`), 'shop/cart', 'ops/probe')).toBe(
        'deny',
      )
  })
})

describe('protocols', () => {
  const asked = ['79', '80', '81', '53/UDP', '53', '80/SCTP', '0/ICMP']
  it.each([
    ['missing are everything', '', asked],
    ['number', ', protocols: [{ tcp: { destinationPort: { number: 80 } } }]', ['80']],
    ['range', ', protocols: [{ tcp: { destinationPort: { range: { start: 80, end: 81 } } } }]', ['80', '81']],
    ['name, of any protocol', ', protocols: [{ destinationNamedPort: dns }]', ['53/UDP']],
    ['without a port are unclear, so all is refused', ', protocols: [{ tcp: {} }]', asked],
    ['sctp', ', protocols: [{ sctp: { destinationPort: { number: 80 } } }]', ['80/SCTP']],
  ])('%s', (_, protocols, expected) => {
    const network = networkOf(...world, ...admin(rule('Deny', ops, protocols)))
    expect(asked.filter((port) => verdict(network, 'ops/probe', 'shop/cart', port) === 'deny')).toEqual(expected)
  })
})

describe('a named port', () => {
  it('is none of ICMP, whatever a pod writes', () => {
    const odd = `
apiVersion: v1
kind: Pod
metadata: { name: odd, namespace: shop, labels: { app: odd } }
spec: { containers: [{ name: c, ports: [{ name: odd, containerPort: 80, protocol: ICMP }] }] }
`
    const written =
      '{ tier: Admin, priority: 1, subject: { namespaces: {} }, egress: [{ action: Deny, to: [{ namespaces: {} }], protocols: [{ destinationNamedPort: odd }] }] }'
    const network = networkOf(...world, odd, clusterPolicy(written))
    const connection = [{ pod: 'shop/cart' }, { pod: 'shop/odd' }, { protocol: 'ICMP' }] as const
    expect(network.verdict(...connection).verdict).toBe('allow')
    const told = [...network.reach({ protocols: ['ICMP'] }).edges()].filter(
      ({ from, to }) =>
        from.members.some(({ name }) => name === 'cart') &&
        [...to].some((id) =>
          network.reach({ protocols: ['ICMP'] }).groups[id]?.members.some(({ name }) => name === 'odd'),
        ),
    )
    expect(told).toHaveLength(1)
  })
})

describe('v1alpha1', () => {
  const policy = (spec: string, kind = 'AdminNetworkPolicy', name = 'old') => `
apiVersion: policy.networking.k8s.io/v1alpha1
kind: ${kind}
metadata: { name: ${name} }
spec: { ${kind === 'AdminNetworkPolicy' ? 'priority: 1, ' : ''}subject: { ${shop} }, ingress: [${spec}] }
`

  it.each([
    ['{ namespaces: { matchLabels: { team: ops } } }'],
    ['{ namespaces: { namespaceSelector: { matchLabels: { team: ops } } } }'],
    ['{ pods: { namespaces: { namespaceSelector: { matchLabels: { team: ops } } }, podSelector: {} } }'],
    ['{ pods: { namespaceSelector: { matchLabels: { team: ops } }, podSelector: {} } }'],
  ])('reads the peer %s', (peer) => {
    const network = networkOf(...world, policy(`{ action: Deny, from: [${peer}] }`))
    expect(verdict(network, 'ops/probe', 'shop/cart')).toBe('deny')
    expect(verdict(network, 'shop/redis', 'shop/cart')).toBe('allow')
  })

  it.each([
    ['portNumber: { port: 80 }', ['80']],
    ['portNumber: { protocol: UDP, port: 53 }', ['53/UDP']],
    ['portRange: { protocol: TCP, start: 80, end: 80 }', ['80']],
    ['namedPort: web', ['80']],
  ])('reads the port %s', (port, expected) => {
    const network = networkOf(...world, policy(`{ action: Deny, from: [${ops}], ports: [{ ${port} }] }`))
    const denied = ['80', '81', '53/UDP'].filter((each) => verdict(network, 'ops/probe', 'shop/cart', each) === 'deny')
    expect(denied).toEqual(expected)
  })

  it('allows, and has one baseline', () => {
    const base = policy(`{ action: Deny, from: [${ops}] }`, 'BaselineAdminNetworkPolicy', 'default')
    expect(ask(base)).toBe('deny')
    expect(ask(base, policy(`{ action: Allow, from: [${ops}] }`))).toBe('allow')
  })

  it('compares with no label of the subject: sameLabels is gone', () => {
    const network = networkOf(...world, policy('{ action: Allow, from: [{ namespaces: { sameLabels: [team] } }] }'))
    expect(network.model.problems.map(({ message }) => message)[0]).toMatch(/sameLabels/)
  })
})

describe('what the API server refuses', () => {
  it.each([
    ['a tier that there is not', '{ tier: Top, priority: 1, subject: { namespaces: {} } }', 'spec.tier'],
    ['a priority above 1000', '{ tier: Admin, priority: 1001, subject: { namespaces: {} } }', 'spec.priority'],
    ['no priority', '{ tier: Admin, subject: { namespaces: {} } }', 'spec.priority'],
    ['no subject', '{ tier: Admin, priority: 1 }', 'spec.subject'],
    [
      'an action that there is not',
      `{ tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [${rule('Allowed')}] }`,
      'spec.ingress.0.action',
    ],
  ])('%s', (_, spec, path) => {
    const network = networkOf(...world, clusterPolicy(spec))
    expect(network.model.problems.map((problem) => problem.path.join('.'))).toEqual([path])
    expect(verdict(network, 'ops/probe', 'shop/cart')).toBe('allow')
  })

  const many = (count: number, item: string) => Array.from({ length: count }, () => item).join(', ')
  const egress = (to: string, more = '') => `{ action: Accept, to: [${to}]${more} }`
  const spec = (rules: string, direction = 'egress') =>
    `{ tier: Admin, priority: 1, subject: { namespaces: {} }, ${direction}: [${rules}] }`
  const net = '{ networks: [10.0.0.0/8] }'

  it.each([
    ['26 rules', spec(many(26, rule('Accept', ops)), 'ingress'), 'spec.ingress'],
    ['26 peers', spec(egress(many(26, net))), 'spec.egress.0.to'],
    [
      '26 networks',
      spec(egress(`{ networks: [${Array.from({ length: 26 }, (_, i) => `10.${i}.0.0/16`).join(', ')}] }`)),
      'spec.egress.0.to.0.networks',
    ],
    ['a network twice', spec(egress('{ networks: [10.0.0.0/8, 10.0.0.0/8] }')), 'spec.egress.0.to.0.networks.1'],
    ['no list', spec(egress('{ networks: 10.0.0.0/8 }')), 'spec.egress.0.to.0.networks'],
    ['no networks', spec(egress('{ networks: [] }')), 'spec.egress.0.to.0.networks'],
    ['a bare top level', spec(egress('{ domainNames: [example.com, localhost] }')), 'spec.egress.0.to.0.domainNames.1'],
    ['a star within', spec(egress('{ domainNames: ["api.*.com"] }')), 'spec.egress.0.to.0.domainNames.0'],
    [
      '26 protocols',
      spec(egress(net, `, protocols: [${many(26, '{ tcp: { destinationPort: { number: 1 } } }')}]`)),
      'spec.egress.0.protocols',
    ],
    ['no protocols', spec(egress(net, ', protocols: []')), 'spec.egress.0.protocols'],
    [
      'two protocols in one',
      spec(
        egress(
          net,
          ', protocols: [{ tcp: { destinationPort: { number: 1 } }, udp: { destinationPort: { number: 1 } } }]',
        ),
      ),
      'spec.egress.0.protocols.0',
    ],
    [
      'port 0',
      spec(egress(net, ', protocols: [{ tcp: { destinationPort: { number: 0 } } }]')),
      'spec.egress.0.protocols.0.tcp.destinationPort.number',
    ],
    [
      'port 65536',
      spec(egress(net, ', protocols: [{ udp: { destinationPort: { range: { start: 1, end: 65536 } } } }]')),
      'spec.egress.0.protocols.0.udp.destinationPort.range.end',
    ],
    [
      'a range of one',
      spec(egress(net, ', protocols: [{ tcp: { destinationPort: { range: { start: 80, end: 80 } } } }]')),
      'spec.egress.0.protocols.0.tcp.destinationPort.range',
    ],
    ['a long name', spec(egress(net, `, name: ${'n'.repeat(101)}`)), 'spec.egress.0.name'],
  ])('more than its limits: %s', (_, written, path) => {
    const { problems } = networkOf(...world, clusterPolicy(written)).model
    expect(problems.map((problem) => problem.path.join('.'))).toEqual([path])
    expect(problems[0]?.message).toMatch(/the API server refuses the policy$/)
  })

  it('and takes what keeps to them', () => {
    const names = '{ domainNames: [api.example.com, "*.example.com", _sip.example.com.] }'
    const port = '{ tcp: { destinationPort: { range: { start: 1, end: 65535 } } } }'
    const written = spec(`${egress(many(25, names))}, ${many(24, egress(net, `, protocols: [${many(25, port)}]`))}`)
    expect(networkOf(...world, clusterPolicy(written)).model.problems).toEqual([])
  })
})
