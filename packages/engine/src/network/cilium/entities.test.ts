import { describe, expect, it } from 'vitest'
import type { PeerRef } from '../index.ts'
import {
  agent,
  client,
  judge,
  networkOf,
  outside,
  policy,
  problemsOf,
  server,
  withPolicies,
  world,
} from '../../../test/cilium-world.ts'

const places: Readonly<Record<string, PeerRef>> = {
  pod: server,
  'own node': { node: 'one' },
  'other node': { node: 'two' },
  'pod on the other node’s network': agent,
  'IPv4 outside': outside,
  'IPv6 outside': { ip: '2001:db8::1' },
  'API server': { ip: '203.0.113.10' },
}

function reached(entity: string): string[] {
  const network = withPolicies(
    policy(`{ endpointSelector: { matchLabels: { app: client } }, egress: [{ toEntities: [${entity}] }] }`),
  )
  return Object.keys(places).filter((place) => judge(network, client, places[place] ?? client) === 'allow')
}

describe('an entity', () => {
  const nodes = ['own node', 'other node', 'pod on the other node’s network']

  it.each([
    ['all', Object.keys(places)],
    ['world', ['IPv4 outside', 'IPv6 outside', 'API server']],
    ['world-ipv4', ['IPv4 outside', 'API server']],
    ['world-ipv6', ['IPv6 outside']],
    ['cluster', ['pod', ...nodes, 'API server']],
    ['host', ['own node']],
    ['remote-node', ['other node', 'pod on the other node’s network']],
    ['host, remote-node', nodes],
    ['kube-apiserver', ['API server']],
    ['ingress', []],
    ['health', []],
    ['init', []],
    ['unmanaged', []],
    ['none', []],
  ])('%s means its own', (entity, expected) => {
    expect(reached(entity)).toEqual(expected)
  })

  it('all, denied, denies everything', () => {
    const network = withPolicies(policy('{ endpointSelector: {}, egressDeny: [{ toEntities: [all] }] }'))
    for (const place of Object.values(places)) expect(judge(network, client, place)).toBe('deny')
  })

  it('that there is not allows nothing, denies all, and is reported', () => {
    const allowing = withPolicies(policy('{ endpointSelector: {}, egress: [{ toEntities: [internet] }] }'))
    expect(judge(allowing, client, outside)).toBe('deny')
    expect(problemsOf(allowing)).toEqual([expect.stringContaining('is no entity: "internet"')])
    const denying = withPolicies(policy('{ endpointSelector: {}, egressDeny: [{ toEntities: [internet] }] }'))
    expect(judge(denying, client, server)).toBe('deny')
  })
})

describe('host and remote-node', () => {
  const spec = '{ endpointSelector: { matchLabels: { app: floating } }, egress: [{ toEntities: [host] }] }'
  const floating = `
---
apiVersion: v1
kind: Pod
metadata: { name: floating, namespace: shop, labels: { app: floating } }
spec: { containers: [{ name: app }] }
`

  it('are left open for a pod whose node is not known', () => {
    const verdict = withPolicies(floating, policy(spec)).verdict({ pod: 'shop/floating' }, { node: 'one' }, { port: 1 })
    expect(verdict.verdict).toBe('implementation-defined')
    expect(verdict.reasons[0]).toBe('It depends on whether both are on the same node, which the input does not tell.')
  })

  it('let the host in, which is never kept from its pods', () => {
    const network = withPolicies(policy('{ endpointSelector: {}, ingress: [{ fromEntities: [remote-node] }] }'))
    expect(judge(network, { node: 'one' }, client)).toBe('allow')
    expect(judge(network, { node: 'two' }, client)).toBe('allow')
    expect(judge(network, server, client)).toBe('deny')
  })
})

describe('the API server', () => {
  const spec = '{ endpointSelector: { matchLabels: { app: client } }, egress: [{ toEntities: [kube-apiserver] }] }'
  const withoutEndpoints = world.slice(0, world.indexOf('apiVersion: discovery.k8s.io/v1'))

  it('is taken to be on the control plane where its endpoints are not known, and that is reported', () => {
    const network = networkOf(withoutEndpoints + policy(spec))
    expect(judge(network, client, { node: 'one' })).toBe('allow')
    expect(judge(network, client, { node: 'two' })).toBe('deny')
    expect(problemsOf(network)).toEqual([expect.stringContaining('default/kubernetes')])
  })

  it('can be a node', () => {
    const endpoints = `
apiVersion: v1
kind: Endpoints
metadata: { name: kubernetes, namespace: default }
subsets: [{ addresses: [{ ip: 192.168.0.2 }] }]
`
    const network = networkOf(withoutEndpoints + endpoints + policy(spec))
    expect(judge(network, client, { node: 'two' })).toBe('allow')
    expect(judge(network, client, { node: 'one' })).toBe('deny')
    expect(problemsOf(network)).toEqual([])
  })
})
