import { describe, expect, it } from 'vitest'
import {
  client,
  dns,
  judge,
  other,
  outside,
  policy,
  problemsOf,
  server,
  withPolicies,
} from '../../../test/cilium-world.ts'

const services = `
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, labels: { tier: web } }
spec: { selector: { app: server }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: infra, labels: { tier: web } }
spec: { selector: { app: server }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: bank, namespace: shop }
spec: { ports: [{ port: 443 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: bank-1, namespace: shop, labels: { kubernetes.io/service-name: bank } }
endpoints: [{ addresses: [198.51.100.7] }, { addresses: [10.0.0.4] }]
`

function to(peers: string) {
  return withPolicies(
    policy(`{ endpointSelector: { matchLabels: { app: client } }, egress: [{ toServices: ${peers} }] }`),
    services,
  )
}

describe('toServices', () => {
  it('mean the pods that a Service selects', () => {
    const network = to('[{ k8sService: { serviceName: web, namespace: shop } }]')
    expect(judge(network, client, server)).toBe('allow')
    expect(judge(network, client, other)).toBe('deny')
  })

  it('mean Services of every namespace where none is named', () => {
    const network = to('[{ k8sService: { serviceName: web } }]')
    expect(judge(network, client, server)).toBe('allow')
    expect(judge(network, client, other)).toBe('allow')
    expect(judge(network, client, dns)).toBe('deny')
  })

  it('mean Services by their labels', () => {
    const network = to('[{ k8sServiceSelector: { selector: { matchLabels: { tier: web } }, namespace: infra } }]')
    expect(judge(network, client, other)).toBe('allow')
    expect(judge(network, client, server)).toBe('deny')
  })

  it('mean the addresses outside that are written for a Service without a selector', () => {
    const network = to('[{ k8sService: { serviceName: bank, namespace: shop } }]')
    expect(judge(network, client, outside)).toBe('allow')
    expect(judge(network, client, dns)).toBe('deny')
    expect(problemsOf(network)).toEqual([])
  })

  it('mean nothing, and not everything, where there is no such Service; and that is reported', () => {
    const network = withPolicies(
      policy(
        '{ endpointSelector: {}, egress: [{ toServices: [{ k8sService: { serviceName: gone } }], toPorts: [{ ports: [{ port: "443" }] }] }] }',
      ),
    )
    expect(judge(network, client, outside, { port: 443 })).toBe('deny')
    expect(problemsOf(network)).toEqual([expect.stringContaining('no Service in the input is meant')])
  })

  it('are narrowed by ports', () => {
    const network = withPolicies(
      services,
      policy(
        '{ endpointSelector: { matchLabels: { app: client } }, egress: [{ toServices: [{ k8sService: { serviceName: web } }], toPorts: [{ ports: [{ port: "8080" }] }] }] }',
      ),
    )
    expect(judge(network, client, server)).toBe('allow')
    expect(judge(network, client, server, { port: 81 })).toBe('deny')
  })
})
