import fc from 'fast-check'
import type {
  NaiveClusterPolicy,
  NaiveClusterRule,
  NaivePod,
  NaivePolicy,
  NaiveProtocol,
  NaiveRule,
  NaiveWorld,
  Selector,
} from './naive-network.ts'

export interface RandomPolicies extends NaiveWorld {
  readonly pods: readonly NaivePod[]
}

const namespaces = ['x', 'y', 'z']
const keys = ['app', 'tier', 'odd']
const values = ['a', 'b', 'c']
/** Addresses that no pod has. */
export const outsideAddresses = ['8.8.8.8', '10.1.0.9', '10.0.0.200', '203.0.113.7']
/** Ports around the bounds that policies name below. */
export const askedPorts = [79, 80, 81, 82, 90, 91, 443, 65_535]
export const askedProtocols = ['TCP', 'UDP', 'SCTP'] as const

const few = <T>(one: fc.Arbitrary<T>, maxLength = 3) => fc.array(one, { maxLength })
const some = <T>(one: fc.Arbitrary<T>, maxLength = 3) => fc.array(one, { minLength: 1, maxLength })
const labels = fc.dictionary(fc.constantFrom(...keys), fc.constantFrom(...values), {
  maxKeys: 3,
  noNullPrototype: true,
})

const expression = fc.oneof(
  fc.record({
    key: fc.constantFrom(...keys),
    operator: fc.constantFrom('In' as const, 'NotIn' as const),
    values: some(fc.constantFrom(...values), 2),
  }),
  fc.record({
    key: fc.constantFrom(...keys),
    operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const),
  }),
)
const selector: fc.Arbitrary<Selector> = fc.oneof(
  fc.constant({}),
  fc.record({ matchLabels: labels }),
  fc.record({ matchLabels: labels, matchExpressions: some(expression, 2) }, { requiredKeys: ['matchExpressions'] }),
)

const block = fc.oneof(
  fc.constantFrom('0.0.0.0/0', '10.0.0.0/8', '10.0.0.0/24', '10.0.0.1/32', '203.0.113.0/24').map((cidr) => ({ cidr })),
  fc.constant({ cidr: '0.0.0.0/0', except: ['10.0.0.0/24', '10.0.0.2/32'] }),
  fc.constant({ cidr: '10.0.0.0/8', except: ['10.0.0.0/30'] }),
)
const rulePeer = fc.oneof(
  fc.record({ podSelector: selector, namespaceSelector: selector }, { requiredKeys: ['podSelector'] }),
  fc.record({ namespaceSelector: selector }),
  fc.record({ ipBlock: block }),
)
const portName = fc.constantFrom('web', 'dns', 'other')
const port = fc.oneof(
  fc.record({ protocol: fc.constantFrom(...askedProtocols) }),
  fc.record({ protocol: fc.constantFrom(...askedProtocols), port: fc.constantFrom(80, 81, 443) }),
  fc.record({ port: fc.constantFrom(80, 90), endPort: fc.constantFrom(90, 65_535) }),
  fc.record({ protocol: fc.constantFrom(...askedProtocols), port: portName }, { requiredKeys: ['port'] }),
)
const ruleOf = (field: 'from' | 'to'): fc.Arbitrary<NaiveRule> =>
  fc.record({ [field]: few(rulePeer), ports: few(port) }, { requiredKeys: [] })

const networkPolicy: fc.Arbitrary<NaivePolicy> = fc.record({
  metadata: fc.record({ namespace: fc.constantFrom(...namespaces), name: fc.constant('policy') }),
  spec: fc.record(
    {
      podSelector: fc.option(selector),
      policyTypes: few(fc.constantFrom('Ingress' as const, 'Egress' as const), 2),
      ingress: fc.option(few(ruleOf('from'))),
      egress: fc.option(few(ruleOf('to'))),
    },
    { requiredKeys: [] },
  ),
})

const subject = fc.oneof(
  fc.record({ namespaces: selector }),
  fc.record({ pods: fc.record({ namespaceSelector: selector, podSelector: selector }) }),
)
const networks = fc.record({ networks: some(fc.constantFrom('0.0.0.0/0', '10.0.0.0/24', '10.0.0.1/32'), 2) })
const destinationPort = fc.oneof(
  fc.constantFrom(80, 81, 443).map((number) => ({ number })),
  fc.constantFrom({ start: 80, end: 90 }, { start: 1, end: 65_535 }).map((range) => ({ range })),
)
const protocol: fc.Arbitrary<NaiveProtocol> = fc.oneof(
  fc
    .tuple(fc.constantFrom('tcp', 'udp', 'sctp'), destinationPort)
    .map(([name, own]) => ({ [name]: { destinationPort: own } })),
  portName.map((destinationNamedPort) => ({ destinationNamedPort })),
)
const action = fc.constantFrom('Accept' as const, 'Deny' as const, 'Pass' as const)
const ingressRule: fc.Arbitrary<NaiveClusterRule> = fc.record(
  { action, from: some(subject), protocols: some(protocol) },
  { requiredKeys: ['action', 'from'] },
)
/** Named ports do not go with networks. */
const egressRule: fc.Arbitrary<NaiveClusterRule> = fc.oneof(
  fc.record({ action, to: some(subject), protocols: some(protocol) }, { requiredKeys: ['action', 'to'] }),
  fc.record({ action, to: some(networks) }),
)
const clusterPolicy = fc.record({
  tier: fc.constantFrom('Admin' as const, 'Baseline' as const),
  subject,
  ingress: few(ingressRule),
  egress: few(egressRule),
})

const pods = fc
  .array(
    fc.record({
      namespace: fc.constantFrom(...namespaces),
      labels,
      ports: fc.uniqueArray(
        fc.record({
          name: portName,
          containerPort: fc.constantFrom(80, 81, 90),
          protocol: fc.constantFrom(...askedProtocols),
        }),
        { maxLength: 3, selector: ({ name, protocol: own }) => `${name}/${own}` },
      ),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((all): NaivePod[] => all.map((pod, i) => ({ ...pod, name: `pod-${i}`, ip: `10.0.0.${i}` })))

/** Small clusters with policies of both kinds; priorities are unique in each tier, as others leave it open who wins. */
export const randomPolicies: fc.Arbitrary<RandomPolicies> = fc.record({
  namespaces: fc.record({ x: labels, y: labels, z: labels }),
  pods,
  networkPolicies: few(networkPolicy, 4),
  clusterPolicies: few(clusterPolicy, 4).map((all): NaiveClusterPolicy[] =>
    all.map((spec, i) => ({ metadata: { name: `policy-${i}` }, spec: { ...spec, priority: (i * 7) % 5 } })),
  ),
})

/** The objects of a world, as the API gives them. */
export function objectsOf({ namespaces: named, pods: all, networkPolicies, clusterPolicies }: RandomPolicies) {
  return [
    ...Object.entries(named).map(([name, own]) => ({ kind: 'Namespace', metadata: { name, labels: own } })),
    ...all.map(({ namespace, name, labels: own, ip, ports }) => ({
      kind: 'Pod',
      metadata: { namespace, name, labels: own },
      spec: { containers: [{ name: 'app', ports }] },
      status: { podIP: ip },
    })),
    ...networkPolicies.map((policy) => ({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', ...policy })),
    ...clusterPolicies.map((policy) => ({
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      ...policy,
    })),
  ]
}
