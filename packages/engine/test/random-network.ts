import fc from 'fast-check'

type Fields = Readonly<Record<string, unknown>>

/** A small world: namespaces, pods with addresses, and policies of the families that the API defines. */
export interface RandomNetwork {
  readonly objects: readonly Fields[]
  readonly pods: readonly string[]
}

const namespaces = ['a', 'b'] as const
const values = ['x', 'y'] as const

export const labels = fc.record(
  { app: fc.constantFrom(...values), tier: fc.constantFrom(...values) },
  { requiredKeys: ['app'] },
)

const selector = fc.oneof(
  fc.constant({}),
  labels.map((matchLabels) => ({ matchLabels })),
  fc
    .record({
      key: fc.constantFrom('app', 'tier'),
      operator: fc.constantFrom('In', 'NotIn'),
      value: fc.constantFrom(...values),
    })
    .map(({ key, operator, value }) => ({ matchExpressions: [{ key, operator, values: [value] }] })),
  fc.constantFrom('Exists', 'DoesNotExist').map((operator) => ({ matchExpressions: [{ key: 'tier', operator }] })),
)
const namespaceSelector = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...namespaces).map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })),
  fc.constantFrom('t', 'u').map((team) => ({ matchLabels: { team } })),
)
const block = fc.constantFrom(
  { cidr: '0.0.0.0/0' },
  { cidr: '10.0.0.0/30' },
  { cidr: '0.0.0.0/0', except: ['10.0.0.2/31'] },
)
const peer = fc.oneof(
  selector.map((podSelector) => ({ podSelector })),
  namespaceSelector.map((each) => ({ namespaceSelector: each })),
  fc.record({ podSelector: selector, namespaceSelector }),
  block.map((ipBlock) => ({ ipBlock })),
)
const port = fc.constantFrom<Fields>(
  { port: 80 },
  { port: 'http' },
  { port: 79, endPort: 81 },
  { protocol: 'UDP', port: 80 },
  { protocol: 'UDP' },
)
const rules = (field: 'from' | 'to') =>
  fc.array(
    fc.record(
      { [field]: fc.array(peer, { maxLength: 2 }), ports: fc.array(port, { maxLength: 2 }) },
      { requiredKeys: [] },
    ),
    { maxLength: 2 },
  )

const networkPolicy = fc.record({
  namespace: fc.constantFrom(...namespaces),
  podSelector: selector,
  policyTypes: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
  ingress: rules('from'),
  egress: rules('to'),
})

const adminPeer = fc.oneof(
  namespaceSelector.map((each) => ({ namespaces: each })),
  fc.record({ namespaceSelector, podSelector: selector }).map((pods) => ({ pods })),
)
const adminRules = (field: 'from' | 'to') =>
  fc.array(
    fc.record(
      {
        action: fc.constantFrom('Allow', 'Deny', 'Pass'),
        [field]: fc.array(adminPeer, { minLength: 1, maxLength: 2 }),
        ports: fc.constantFrom([{ portNumber: { protocol: 'TCP', port: 80 } }], [{ namedPort: 'http' }]),
      },
      { requiredKeys: ['action', field] },
    ),
    { maxLength: 2 },
  )
const adminPolicy = fc.record({
  subject: namespaceSelector.map((each) => ({ namespaces: each })),
  ingress: adminRules('from'),
  egress: adminRules('to'),
})

const pod = fc.record({ labels, named: fc.option(fc.constantFrom(80, 8080)) })

/** Worlds that policies of every kind may isolate. */
export const randomNetwork: fc.Arbitrary<RandomNetwork> = fc
  .record({
    pods: fc.array(pod, { minLength: 2, maxLength: 5 }),
    policies: fc.array(networkPolicy, { maxLength: 4 }),
    admin: fc.array(adminPolicy, { maxLength: 2 }),
    baseline: fc.option(adminPolicy),
  })
  .map(({ pods, policies, admin, baseline }) => {
    const named = pods.map((each, i) => ({ ...each, name: `p${i}`, namespace: namespaces[i % 2] ?? 'a' }))
    return {
      pods: named.map(({ namespace, name }) => `${namespace}/${name}`),
      objects: [
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels: { team: 't' } } },
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'b', labels: { team: 'u' } } },
        ...named.map(({ namespace, name, labels: own, named: number }, i) => ({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { namespace, name, labels: { ...own, id: name } },
          spec: {
            containers: [{ name: 'c', ports: number === null ? [] : [{ name: 'http', containerPort: number }] }],
          },
          status: { podIP: `10.0.0.${i + 1}` },
        })),
        ...policies.map(({ namespace, ...spec }, i) => ({
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          metadata: { namespace, name: `n${i}` },
          spec,
        })),
        ...admin.map((spec, i) => ({
          apiVersion: 'policy.networking.k8s.io/v1alpha1',
          kind: 'AdminNetworkPolicy',
          metadata: { name: `admin${i}` },
          spec: { ...spec, priority: i },
        })),
        ...(baseline === null
          ? []
          : [
              {
                apiVersion: 'policy.networking.k8s.io/v1alpha1',
                kind: 'BaselineAdminNetworkPolicy',
                metadata: { name: 'default' },
                spec: withoutPass(baseline),
              },
            ]),
      ],
    }
  })

/** The baseline tier of v1alpha1 has no Pass. */
function withoutPass({ subject, ingress, egress }: Fields): Fields {
  const own = (list: unknown) =>
    (list as readonly Fields[]).map((rule) => (rule['action'] === 'Pass' ? { ...rule, action: 'Deny' } : rule))
  return { subject, ingress: own(ingress), egress: own(egress) }
}
