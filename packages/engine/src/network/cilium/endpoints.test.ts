import { describe, expect, it } from 'vitest'
import {
  client,
  clusterwide,
  judge,
  other,
  outside,
  policy,
  problemsOf,
  server,
  withPolicies,
} from '../../../test/cilium-world.ts'

/** Who may connect to shop/server by these fromEndpoints of a policy in shop. */
function from(endpoints: string, ...more: readonly string[]) {
  return withPolicies(
    policy(`{ endpointSelector: { matchLabels: { app: server } }, ingress: [{ fromEndpoints: ${endpoints} }] }`),
    ...more,
  )
}

const ofInfra = { pod: 'infra/server' }

describe('fromEndpoints of a policy in a namespace', () => {
  it('mean pods of the namespace, where they say nothing of namespaces', () => {
    const network = from('[{}]')
    expect(judge(network, client, server)).toBe('allow')
    expect(judge(network, ofInfra, server)).toBe('deny')
    expect(judge(network, outside, server)).toBe('deny')
    expect(judge(network, { node: 'one' }, server)).toBe('deny')
  })

  it.each([
    'io.kubernetes.pod.namespace: infra',
    '"k8s:io.kubernetes.pod.namespace": infra',
    '"any:io.kubernetes.pod.namespace": infra',
    'io.cilium.k8s.namespace.labels.team: ops',
    '"k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name": infra',
  ])('mean another namespace by %s', (label) => {
    const network = from(`[{ matchLabels: { ${label} } }]`)
    expect(judge(network, ofInfra, server)).toBe('allow')
    expect(judge(network, client, server)).toBe('deny')
  })

  it('mean pods by their service account', () => {
    const network = from('[{ matchLabels: { io.cilium.k8s.policy.serviceaccount: client } }]')
    expect(judge(network, client, server)).toBe('allow')
    expect(judge(from('[{ matchLabels: { io.cilium.k8s.policy.serviceaccount: default } }]'), client, server)).toBe(
      'deny',
    )
  })

  it('are none in an empty list', () => {
    expect(judge(from('[]'), client, server)).toBe('deny')
  })

  it('mean nodes and the world by their reserved labels', () => {
    expect(judge(from('[{ matchLabels: { "reserved:world": "" } }]'), outside, server)).toBe('allow')
    const remote = from('[{ matchExpressions: [{ key: "reserved:remote-node", operator: Exists }] }]')
    expect(judge(remote, { node: 'one' }, server)).toBe('allow')
    expect(judge(remote, outside, server)).toBe('deny')
    expect(judge(remote, client, server)).toBe('deny')
  })

  it('mean the world and nodes too where no namespace has to be there', () => {
    const network = from(
      '[{ matchExpressions: [{ key: io.kubernetes.pod.namespace, operator: NotIn, values: [infra] }] }]',
    )
    expect(judge(network, client, server)).toBe('allow')
    expect(judge(network, ofInfra, server)).toBe('deny')
    expect(judge(network, outside, server)).toBe('allow')
    expect(judge(network, { node: 'one' }, server)).toBe('allow')
  })

  it('mean the API server by its reserved label', () => {
    const network = from('[{ matchLabels: { "reserved:kube-apiserver": "" } }]')
    expect(judge(network, { ip: '203.0.113.10' }, server)).toBe('allow')
    expect(judge(network, outside, server)).toBe('deny')
  })
})

describe('toEndpoints of a cluster-wide policy', () => {
  it('mean pods of every namespace, and nothing that is no pod', () => {
    const network = withPolicies(
      clusterwide('{ endpointSelector: { matchLabels: { app: client } }, egress: [{ toEndpoints: [{}] }] }'),
    )
    expect(judge(network, client, server)).toBe('allow')
    expect(judge(network, client, other)).toBe('allow')
    expect(judge(network, client, outside)).toBe('deny')
    expect(judge(network, client, { node: 'two' })).toBe('deny')
  })
})

describe('the name of the cluster', () => {
  const settings = (name: string) => `
---
{ apiVersion: v1, kind: ConfigMap, metadata: { name: cilium-config, namespace: kube-system }, data: { cluster-name: ${name} } }
`
  const west = '[{ matchLabels: { io.cilium.k8s.policy.cluster: west } }]'

  it('is on every pod', () => {
    const exists = '[{ matchExpressions: [{ key: io.cilium.k8s.policy.cluster, operator: Exists }] }]'
    expect(judge(from(exists), client, server)).toBe('allow')
  })

  it("is what Cilium's settings say", () => {
    expect(judge(from(west, settings('west')), client, server)).toBe('allow')
    const east = from(west, settings('east'))
    expect(judge(east, client, server)).toBe('deny')
    expect(problemsOf(east)).toEqual([])
  })

  it('is not guessed without the settings, and what hangs on it is reported', () => {
    const network = from(west)
    expect(judge(network, client, server)).toBe('deny')
    expect(problemsOf(network)).toEqual([expect.stringContaining('names clusters (west)')])
  })
})
