import fc, { type Arbitrary } from 'fast-check'
import type { ContainerPort, Labels, NetworkPolicy, Peer, Pod, Port, Selector, World } from './world.ts'

/** Worlds that no suite thought of; the machines are always the same, so that one lab serves them all. */
export function randomWorlds(count: number, seed: number, ip6: boolean): World[] {
  const worlds = fc.sample(world, { numRuns: count, seed })
  return worlds.map(({ namespaces, pods, policies }, i) => ({
    title: `random world ${i}`,
    namespaces: new Map(
      names.map((name, k) => [name, { ...namespaces[k], 'kubernetes.io/metadata.name': name } satisfies Labels]),
    ),
    pods: pods.map((pod, k): Pod => ({ ...pod, name: `pod-${k}`, addresses: inUse(podAddresses[k] ?? [], ip6) })),
    outside: outside.map((addresses) => inUse(addresses, ip6)),
    policies: policies.map(({ namespace, spec }, k) => ({ metadata: { name: `policy-${k}`, namespace }, spec })),
    probed: [53, 80, 81, 8080, 8081],
  }))
}

function inUse(addresses: readonly string[], ip6: boolean): string[] {
  return addresses.filter((address) => ip6 || !address.includes(':'))
}

/** At the edges of the blocks below; one without IPv6, one whose primary address is of it. */
const podAddresses = [
  ['10.1.0.1', 'fd00:1::1'],
  ['10.1.0.2', 'fd00:1::2'],
  ['10.1.0.7', 'fd00:1::7'],
  ['10.1.0.8'],
  ['fd00:1::f', '10.1.0.15'],
  ['10.1.0.16', 'fd00:1::10'],
  ['10.1.0.255', 'fd00:1::ffff'],
  ['10.1.1.0', 'fd00:1:0:1::'],
]
const outside = [
  ['203.0.113.7', '2001:db8::7'],
  ['203.0.113.8', '2001:db8::8'],
]
const names = ['x', 'y', 'z']

/** Blocks, each with what may be taken out of it. */
const blocks: readonly (readonly [string, readonly string[]])[] = [
  ['10.1.0.0/16', ['10.1.0.0/24', '10.1.0.0/29', '10.1.0.15/32', '10.1.1.0/24']],
  ['10.1.0.0/24', ['10.1.0.0/29', '10.1.0.8/29', '10.1.0.16/28', '10.1.0.2/32']],
  ['10.1.0.0/28', ['10.1.0.8/30', '10.1.0.1/32']],
  ['10.1.0.8/32', []],
  ['203.0.113.0/24', ['203.0.113.8/29', '203.0.113.7/32']],
  ['0.0.0.0/0', ['10.0.0.0/8', '203.0.113.8/32', '128.0.0.0/1']],
  ['fd00:1::/64', ['fd00:1::/125', 'fd00:1::10/128', 'fd00:1::/112']],
  ['fd00:1::/32', ['fd00:1:0:1::/64', 'fd00:1::f/128']],
  ['::/0', ['fd00::/8', '2001:db8::7/128']],
]

/** Absent, null or given: the API takes all three. */
function optional<T>(value: Arbitrary<T>): Arbitrary<T | null | undefined> {
  return fc.oneof({ arbitrary: value, weight: 6 }, { arbitrary: fc.constantFrom(undefined, null), weight: 1 })
}

function mostly<T>(value: Arbitrary<T>): Arbitrary<T | undefined> {
  return fc.oneof({ arbitrary: value, weight: 3 }, { arbitrary: fc.constant(undefined), weight: 1 })
}

const values = ['a', 'b', 'c', '']
const key = fc.constantFrom('app', 'tier', 'env')

const labels = fc
  .tuple(
    ...['app', 'tier', 'env'].map((name) => mostly(fc.constantFrom(...values).map((value) => [name, value] as const))),
  )
  .map((entries): Labels => Object.fromEntries(entries.filter((entry) => entry !== undefined)))

const requirement = fc.oneof(
  fc.record({
    key,
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
)

const selector: Arbitrary<Selector> = fc.oneof(
  fc.constant({}),
  fc.record({ matchLabels: fc.tuple(key, fc.constantFrom(...values)).map((entry) => Object.fromEntries([entry])) }),
  fc.record({ matchExpressions: fc.array(requirement, { minLength: 1, maxLength: 2 }) }),
  fc.record({ matchLabels: optional(labels), matchExpressions: optional(fc.array(requirement, { maxLength: 1 })) }),
)

const namespaceSelector: Arbitrary<Selector> = fc.oneof(
  selector,
  fc.constantFrom(...names).map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
)

const block = fc
  .constantFrom(...blocks)
  .chain(([cidr, inside]) => fc.record({ cidr: fc.constant(cidr), except: optional(fc.subarray([...inside])) }))

const peer: Arbitrary<Peer> = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector }),
  fc.record({ podSelector: selector, namespaceSelector }),
  fc.record({ ipBlock: block }),
)

/** The names that pods give to ports, and one that none gives. */
const portNames = ['web', 'dns', 'admin', 'nobody']
const protocol = optional(fc.constantFrom('TCP', 'UDP', 'SCTP'))

const port: Arbitrary<Port> = fc.oneof(
  { arbitrary: fc.record({ protocol }), weight: 1 },
  { arbitrary: fc.record({ protocol, port: fc.constantFrom(53, 80, 81, 8080, 8081) }), weight: 3 },
  { arbitrary: fc.record({ protocol, port: fc.constantFrom(...portNames) }), weight: 3 },
  {
    arbitrary: fc
      .tuple(protocol, fc.constantFrom(1, 53, 54, 80, 81, 8079), fc.nat(30))
      .map(([of, first, more]) => ({ protocol: of, port: first, endPort: first + more })),
    weight: 2,
  },
)

const peers = optional(fc.array(peer, { maxLength: 3 }))
const ports = optional(fc.array(port, { maxLength: 3 }))

const spec: Arbitrary<NetworkPolicy['spec']> = fc.record({
  podSelector: optional(selector),
  policyTypes: optional(fc.subarray(['Ingress', 'Egress'])),
  ingress: optional(fc.array(fc.record({ from: peers, ports }), { maxLength: 2 })),
  egress: optional(fc.array(fc.record({ to: peers, ports }), { maxLength: 2 })),
})

/** No name twice in a protocol, as the API server has it within a container. */
const containerPorts: Arbitrary<ContainerPort[]> = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('web', 'dns', 'admin'),
    port: fc.constantFrom(53, 80, 81, 8080, 8081),
    protocol: fc.constantFrom('TCP', 'UDP', 'SCTP'),
    of: fc.constantFrom<ContainerPort['of']>('container', 'container', 'sidecar', 'init container'),
  }),
  { maxLength: 4, selector: ({ name, protocol: of }) => `${of}/${name}` },
)

const namespace = fc.constantFrom(...names)

const world = fc.record({
  namespaces: fc.tuple(labels, labels, labels),
  pods: fc.tuple(...podAddresses.map(() => fc.record({ namespace, labels, ports: containerPorts }))),
  policies: fc.array(fc.record({ namespace, spec }), { minLength: 1, maxLength: 8 }),
})
