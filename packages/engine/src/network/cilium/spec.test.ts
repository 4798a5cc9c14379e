import { describe, expect, it } from 'vitest'
import {
  agent,
  client,
  clusterwide,
  judge,
  other,
  outside,
  policy,
  problemsOf,
  server,
  withPolicies,
  world,
  networkOf,
} from '../../../test/cilium-world.ts'

describe('the subject of a Cilium policy', () => {
  const denyAll = '{ endpointSelector: { matchLabels: { app: server } }, ingress: [{}] }'

  it('is what its endpointSelector selects in its own namespace', () => {
    const network = withPolicies(policy(denyAll))
    expect(judge(network, client, server)).toBe('deny')
    expect(judge(network, client, other)).toBe('allow')
  })

  it('is in any namespace for one that is cluster-wide', () => {
    const network = withPolicies(clusterwide(denyAll))
    expect(judge(network, client, server)).toBe('deny')
    expect(judge(network, client, other)).toBe('deny')
  })

  it('is never a pod on the network of its node', () => {
    expect(judge(withPolicies(clusterwide('{ endpointSelector: {}, ingress: [{}] }')), client, agent)).toBe('allow')
  })

  it('stays in its own namespace though another is written, which is reported', () => {
    const network = withPolicies(
      policy('{ endpointSelector: { matchLabels: { "k8s:io.kubernetes.pod.namespace": infra } }, ingress: [{}] }'),
    )
    expect(judge(network, client, server)).toBe('deny')
    expect(judge(network, client, other)).toBe('allow')
    expect(problemsOf(network)).toEqual([expect.stringContaining('pods of its own namespace, shop')])
  })

  it('is nodes, and the pods on their networks, by nodeSelector', () => {
    const network = withPolicies(clusterwide('{ nodeSelector: { matchLabels: { zone: b } }, ingress: [{}] }'))
    expect(judge(network, client, { node: 'two' })).toBe('deny')
    expect(judge(network, client, agent)).toBe('deny')
    expect(judge(network, client, { node: 'one' })).toBe('allow')
    expect(judge(network, client, server)).toBe('allow')
  })

  it.each([
    ['nodes in a namespace', policy('{ nodeSelector: {}, ingress: [{}] }')],
    ['nobody', policy('{ ingress: [{}] }')],
    ['both', clusterwide('{ nodeSelector: {}, endpointSelector: {}, ingress: [{}] }')],
  ])('cannot be %s: Cilium enforces nothing then, and that is reported', (_, object) => {
    const network = withPolicies(object)
    expect(judge(network, client, server)).toBe('allow')
    expect(problemsOf(network)).toEqual([expect.stringContaining('enforces nothing')])
  })

  it('is one of its own for each of specs', () => {
    const network = networkOf(`${world}
---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: both, namespace: shop }
specs:
- { endpointSelector: { matchLabels: { app: server } }, ingress: [{}] }
- { endpointSelector: { matchLabels: { app: client } }, egress: [{}] }
`)
    expect(network.verdict(other, server, { port: 80 }).reasons).toEqual([
      'No policy is about what Pod infra/server sends.',
      'CiliumNetworkPolicy shop/both isolates Pod shop/server, and no rule allows it.',
    ])
    expect(judge(network, client, outside)).toBe('deny')
    expect(judge(network, server, outside)).toBe('allow')
  })
})

describe('default deny', () => {
  const subject = 'endpointSelector: { matchLabels: { app: server } }'

  it('is for the directions alone that have rules', () => {
    const network = withPolicies(policy(`{ ${subject}, ingress: [{ fromEndpoints: [{}] }] }`))
    expect(judge(network, client, server)).toBe('allow')
    expect(judge(network, other, server)).toBe('deny')
    expect(judge(network, server, outside)).toBe('allow')
  })

  it('is there with rules that deny alone', () => {
    const network = withPolicies(policy(`{ ${subject}, ingressDeny: [{ fromEntities: [world] }] }`))
    expect(judge(network, client, server)).toBe('deny')
  })

  it('is not there without rules: an empty list is none, and enableDefaultDeny makes none', () => {
    const network = withPolicies(policy(`{ ${subject}, ingress: [], enableDefaultDeny: { ingress: true } }`))
    expect(judge(network, client, server)).toBe('allow')
    expect(problemsOf(network)).toEqual([
      expect.stringContaining('spec.enableDefaultDeny.ingress: there is no ingress'),
    ])
  })

  it('is off where enableDefaultDeny says so, and what is denied stays denied', () => {
    const network = withPolicies(
      policy(
        `{ ${subject}, enableDefaultDeny: { ingress: false }, ingress: [{ fromEntities: [host] }], ingressDeny: [{ fromEntities: [world] }] }`,
      ),
    )
    expect(judge(network, client, server)).toBe('allow')
    expect(judge(network, outside, server)).toBe('deny')
  })

  it('is on once any policy about the pod has it', () => {
    const off = policy(
      `{ ${subject}, enableDefaultDeny: { ingress: false }, ingress: [{ fromEntities: [world] }] }`,
      'a',
    )
    const on = policy(`{ ${subject}, ingress: [{}] }`, 'b')
    const network = withPolicies(off, on)
    expect(judge(network, client, server)).toBe('deny')
    expect(judge(network, outside, server)).toBe('allow')
  })
})

describe('rules of several policies', () => {
  const subject = 'endpointSelector: { matchLabels: { app: server } }'

  it('deny whatever allows, in any order', () => {
    const allow = policy(`{ ${subject}, ingress: [{ fromEntities: [all] }] }`, 'a')
    const deny = policy(`{ ${subject}, ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: client } }] }] }`, 'b')
    for (const network of [withPolicies(allow, deny), withPolicies(deny, allow)]) {
      expect(judge(network, client, server)).toBe('deny')
      expect(judge(network, other, server)).toBe('allow')
    }
  })

  it('add up with NetworkPolicies', () => {
    const network = withPolicies(
      policy(`{ ${subject}, ingress: [{ fromEntities: [world] }] }`),
      `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: plain, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress], ingress: [{ from: [{ podSelector: { matchLabels: { app: client } } }] }] }
`,
    )
    expect(judge(network, client, server)).toBe('allow')
    expect(judge(network, outside, server)).toBe('allow')
    expect(judge(network, other, server)).toBe('deny')
  })
})
