import { describe, expect, it } from 'vitest'
import {
  client,
  dns,
  judge,
  networkOf,
  outside,
  policy,
  problemsOf,
  withPolicies,
  world,
} from '../../../test/cilium-world.ts'
import { namePattern } from './names.ts'

describe('namePattern', () => {
  it.each([
    [{ matchName: 'Example.com.' }, ['example.com', 'EXAMPLE.com.'], ['a.example.com', 'examplexcom']],
    [{ matchPattern: '*.example.com' }, ['a.example.com', 'a_b.example.com'], ['example.com', 'a.b.example.com']],
    [{ matchPattern: '**.example.com' }, ['a.example.com', 'a.b.example.com.'], ['example.com', 'xexample.com']],
    [
      { matchPattern: 'api*.example.com' },
      ['api.example.com', 'api-1.example.com'],
      ['api.1.example.com', 'x.example.com'],
    ],
    [{ matchPattern: '*' }, ['example.com', 'a.b.c'], []],
    [{ matchPattern: '**' }, ['example.com'], []],
  ])('%j', (written, names, others) => {
    const { matches } = namePattern(written)
    expect(names.filter((name) => !matches(name))).toEqual([])
    expect(others.filter((name) => matches(name))).toEqual([])
  })
})

const lookUp = `{ toEndpoints: [{ matchLabels: { k8s-app: kube-dns, io.kubernetes.pod.namespace: infra } }],
  toPorts: [{ ports: [{ port: "53", protocol: ANY }], rules: { dns: [{ matchPattern: "*.example.com" }] } }] }`
const toNames =
  '{ toFQDNs: [{ matchPattern: "**.example.com" }], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }'
const rules = (...each: readonly string[]) =>
  policy(`{ endpointSelector: { matchLabels: { app: client } }, egress: [${each.join()}] }`)
const https = { port: 443 }

describe('toFQDNs', () => {
  const network = withPolicies(rules(lookUp, toNames))

  it('allow a name whose addresses the DNS proxy can learn', () => {
    const verdict = network.verdict(client, { name: 'shop.example.com' }, https)
    expect(verdict.verdict).toBe('allow')
    expect(verdict.conditions).toEqual([
      "an address that Cilium's DNS proxy has seen in an answer to a look-up of shop.example.com",
    ])
    expect(verdict.reasons).toEqual([
      'CiliumNetworkPolicy shop/policy, spec.egress[1] lets Pod shop/client send it.',
      "It lets through only an address that Cilium's DNS proxy has seen in an answer to a look-up of shop.example.com.",
    ])
    expect(judge(network, client, { name: 'shop.example.com' }, { port: 80 })).toBe('deny')
    expect(judge(network, client, { name: 'example.org' }, https)).toBe('deny')
  })

  it('allow no name that no DNS rule lets be looked up, and say so', () => {
    const deep = network.verdict(client, { name: 'a.b.example.com' }, https)
    expect(deep.verdict).toBe('deny')
    expect(deep.reasons[1]).toBe(
      "CiliumNetworkPolicy shop/policy, spec.egress[1] means a.b.example.com, but no DNS rule lets Pod shop/client look it up through Cilium's proxy, so its address is never learnt.",
    )
    expect(judge(withPolicies(rules(toNames)), client, { name: 'shop.example.com' }, https)).toBe('deny')
  })

  it('say of an address that a name may open it', () => {
    const verdict = network.verdict(client, outside, https)
    expect(verdict.verdict).toBe('deny')
    expect(verdict.reasons[1]).toBe(
      'CiliumNetworkPolicy shop/policy, spec.egress[1] opens it while it is known as an address of **.example.com, which only look-ups tell.',
    )
    expect(network.verdict(client, outside, { port: 80 }).reasons).toHaveLength(1)
  })

  it('allow a name at its address, where that is given', () => {
    expect(judge(network, client, { name: 'shop.example.com', ip: '198.51.100.7' }, https)).toBe('allow')
  })

  it('never mean an address in the cluster', () => {
    expect(judge(network, client, { name: 'shop.example.com', ip: '10.0.0.4' }, https)).toBe('deny')
    expect(judge(network, client, dns, https)).toBe('deny')
  })

  it('leave a name open that another rule denies at some addresses', () => {
    const denied = policy('{ endpointSelector: {}, egressDeny: [{ toCIDR: [198.51.100.0/24] }] }', 'block')
    const both = withPolicies(rules(lookUp, toNames), denied)
    const verdict = both.verdict(client, { name: 'shop.example.com' }, https)
    expect(verdict.verdict).toBe('implementation-defined')
    expect(verdict.reasons[0]).toBe(
      'It depends on which address shop.example.com has, as only some of them are meant by CiliumNetworkPolicy shop/block, spec.egressDeny[0].',
    )
    expect(judge(both, client, { name: 'shop.example.com', ip: '198.51.100.7' }, https)).toBe('deny')
    expect(judge(both, client, { name: 'shop.example.com', ip: '203.0.113.1' }, https)).toBe('allow')
  })

  it.each([
    ['{ toFQDNs: [{}] }', 'has neither a matchName nor a matchPattern'],
    ['{ toFQDNs: [{ matchName: a.example.com, matchPattern: "*" }] }', 'has both a matchName and a matchPattern'],
    ['{ toFQDNs: [{ matchName: "*.example.com" }] }', 'has a matchName that is no name'],
    ['{ toFQDNs: [{ matchPattern: "[a].example.com" }] }', 'has a matchPattern that is none'],
    ['{ toFQDNs: [{ matchName: a.example.com }], toCIDR: [10.0.0.0/8] }', 'cannot be combined'],
  ])('of %s are refused', (rule, message) => {
    expect(problemsOf(withPolicies(rules(rule)))).toEqual([expect.stringContaining(message)])
  })
})

describe('a name', () => {
  it('is reached where every address outside is', () => {
    const everywhere = withPolicies(rules('{ toCIDR: [0.0.0.0/0, "::/0"] }'))
    expect(judge(everywhere, client, { name: 'example.org' }, https)).toBe('allow')
    expect(judge(withPolicies(rules('{ toEntities: [world] }')), client, { name: 'example.org' }, https)).toBe('allow')
    expect(judge(withPolicies(), client, { name: 'example.org' }, https)).toBe('allow')
  })

  it('has only addresses of a family that the pod has too', () => {
    const four = withPolicies(rules('{ toCIDR: [0.0.0.0/0] }'))
    expect(judge(four, client, { name: 'example.org' }, https)).toBe('allow')
    const both = withPolicies(
      policy('{ endpointSelector: {}, egress: [{ toCIDR: [0.0.0.0/0] }] }').replaceAll('shop', 'infra'),
    )
    expect(judge(both, dns, { name: 'example.org' }, https)).toBe('implementation-defined')
  })

  it('is no address of the cluster', () => {
    const outer = withPolicies(policy('{ endpointSelector: {}, egress: [{ toEntities: [kube-apiserver] }] }'))
    expect(judge(outer, client, { name: 'example.org' }, https)).toBe('implementation-defined')
    const inside = networkOf(
      world.replace('203.0.113.10', '192.168.0.2') +
        policy('{ endpointSelector: {}, egress: [{ toEntities: [kube-apiserver] }] }'),
    )
    expect(judge(inside, client, { name: 'example.org' }, https)).toBe('deny')
  })

  it('depends on its address where only some are', () => {
    const some = withPolicies(rules('{ toCIDR: [198.51.100.0/24] }'))
    expect(judge(some, client, { name: 'example.org' }, https)).toBe('implementation-defined')
  })
})
