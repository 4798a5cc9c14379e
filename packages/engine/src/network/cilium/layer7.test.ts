import { describe, expect, it } from 'vitest'
import {
  client,
  clusterwide,
  dns,
  outside,
  policy,
  problemsOf,
  server,
  withPolicies,
} from '../../../test/cilium-world.ts'

const item = (more: string, ports = '{ port: "8080", protocol: TCP }') => `{ ports: [${ports}], ${more} }`
const ingress = (...items: readonly string[]) =>
  withPolicies(
    policy(
      `{ endpointSelector: { matchLabels: { app: server } }, ingress: [{ fromEndpoints: [{}], toPorts: [${items.join()}] }] }`,
    ),
  )
const conditions = (...items: readonly string[]) => ingress(...items).verdict(client, server, { port: 8080 }).conditions

describe('conditions', () => {
  it.each([
    ['rules: { http: [{ method: GET, path: "/$" }, { path: /public }] }', ['HTTP GET /$ or any method /public']],
    ['rules: { http: [{}] }', ['HTTP any method any path']],
    [
      'rules: { http: [{ method: GET, path: /, host: a, headers: ["X-Token: 42"] }] }',
      ['HTTP GET / at host a with header X-Token: 42'],
    ],
    [
      'rules: { http: [{ path: /, headerMatches: [{ name: X-A, value: b }, { name: X-C, mismatch: LOG }] }] }',
      ['HTTP any method / with header X-A: b with header X-C (else LOG)'],
    ],
    ['rules: { l7proto: redis, l7: [{ cmd: GET }] }', ['what the rules for redis let through: [{"cmd":"GET"}]']],
    ['serverNames: [a.example.com, "*.b.example.com"]', ['TLS for a.example.com or *.b.example.com']],
    [
      'terminatingTLS: { secret: { namespace: a, name: b } }, originatingTLS: { secret: { namespace: a, name: c } }',
      ['TLS that Cilium ends with secret a/b', 'TLS that Cilium begins anew with secret a/c'],
    ],
    ['rules: { http: [] }', []],
  ])('of %s', (more, expected) => {
    expect(conditions(item(more))).toEqual(expected)
  })

  it('are told in the reasons', () => {
    const { verdict, reasons } = ingress(item('rules: { http: [{ method: GET }] }')).verdict(client, server, {
      port: 8080,
    })
    expect(verdict).toBe('allow')
    expect(reasons).toEqual([
      'No policy is about what Pod shop/client sends.',
      'CiliumNetworkPolicy shop/policy, spec.ingress[0] lets Pod shop/server receive it.',
      'It lets through only HTTP GET any path.',
    ])
  })

  it('of several rules are one or the other', () => {
    const get = item('rules: { http: [{ method: GET }] }')
    expect(conditions(get, item('rules: { http: [{ method: PUT, path: /a }] }'))).toEqual([
      'HTTP GET any path, or HTTP PUT /a',
    ])
  })

  it('do not count where a rule allows without any', () => {
    expect(conditions(item('rules: { http: [{ method: GET }] }'), item(''))).toEqual([])
  })

  it('do not count at ports that they are not about, nor where an Admin policy has accepted', () => {
    const get = item('rules: { http: [{ method: GET }] }')
    expect(ingress(get, '{ ports: [{ port: "81" }] }').verdict(client, server, { port: 81 }).conditions).toEqual([])
    const network = withPolicies(
      policy(
        `{ endpointSelector: { matchLabels: { app: server } }, ingress: [{ fromEndpoints: [{}], authentication: { mode: required }, toPorts: [${get}] }] }`,
      ),
      `
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: admin }
spec: { tier: Admin, priority: 1, subject: { namespaces: {} }, ingress: [{ action: Accept, from: [{ namespaces: {} }] }] }
`,
    )
    expect(network.verdict(client, server, { port: 8080 }).conditions).toEqual([])
  })

  it('are none of what is denied', () => {
    expect(ingress(item('rules: { http: [{}] }')).verdict(dns, server, { port: 8080 }).conditions).toEqual([])
  })
})

describe('rules for DNS', () => {
  it('are a condition of what they let out', () => {
    const network = withPolicies(
      policy(
        '{ endpointSelector: {}, egress: [{ toEntities: [all], toPorts: [{ ports: [{ port: "53", protocol: ANY }], rules: { dns: [{ matchPattern: "*" }, { matchName: a.b }] } }] }] }',
      ),
    )
    expect(network.verdict(client, dns, { port: 53, protocol: 'UDP' }).conditions).toEqual([
      'DNS look-ups of any name or a.b',
    ])
  })
})

describe('an Envoy listener', () => {
  it('is a condition', () => {
    const network = withPolicies(
      policy(
        '{ endpointSelector: {}, egress: [{ toEntities: [world], toPorts: [{ ports: [{ port: "0", protocol: TCP }], listener: { name: proxy, envoyConfig: { name: e } } }] }] }',
      ),
    )
    expect(network.verdict(client, outside, { port: 9 }).conditions).toEqual(['what Envoy listener proxy lets through'])
  })
})

describe('what the API refuses of layer 7', () => {
  const http = 'rules: { http: [{}] }'

  it.each([
    [item(http, '{ port: "80", protocol: UDP }'), 'rules for http need TCP'],
    [item(http, '{ port: "80" }'), 'rules for http need TCP'],
    [item(http, '{ port: "0", protocol: TCP }'), 'port 0, which is every port'],
    [item('rules: { dns: [{ matchPattern: "*" }] }', '{ port: "53" }'), 'can be given for egress alone'],
    [item('rules: { kafka: [{ topic: a }] }'), 'has been removed from the API'],
    [item('rules: { http: [{}], l7proto: x }'), 'rules for several protocols: http, l7proto'],
    [item(`serverNames: [a], ${http}`), 'only where terminatingTLS is given'],
    [item('serverNames: [""]'), 'has an empty name'],
    [item('listener: { name: a }'), 'can be given for egress alone'],
  ])('%s', (written, message) => {
    const network = ingress(written)
    expect(problemsOf(network)).toEqual([expect.stringContaining(message)])
    expect(network.verdict(client, server, { port: 80 }).verdict).toBe('deny')
  })

  it.each([
    ['{ toPorts: [{ ports: [{ port: "53", endPort: 60 }], rules: { dns: [{ matchPattern: "*" }] } }] }', 'no ranges'],
    ['{ toPorts: [{ rules: { dns: [{ matchPattern: "*" }] } }] }', 'needs a port'],
    ['{ toPorts: [{ ports: [{ port: "53" }], rules: { dns: [{}] } }] }', 'has neither a matchName nor'],
  ])('%s', (rule, message) => {
    const network = withPolicies(policy(`{ endpointSelector: {}, egress: [${rule}] }`))
    expect(problemsOf(network)).toEqual([expect.stringContaining(message)])
  })

  it('includes any for nodes', () => {
    const network = withPolicies(clusterwide(`{ nodeSelector: {}, ingress: [{ toPorts: [${item(http)}] }] }`))
    expect(problemsOf(network)).toEqual([expect.stringContaining('a policy about nodes cannot have any')])
  })

  it('includes rules in what is denied, which is denied whole', () => {
    const network = withPolicies(
      policy(`{ endpointSelector: { matchLabels: { app: server } }, ingressDeny: [{ toPorts: [${item(http)}] }] }`),
    )
    expect(problemsOf(network)).toEqual([expect.stringContaining('what is denied is denied whole')])
    expect(network.verdict(client, server, { port: 8080 }).verdict).toBe('deny')
  })
})
