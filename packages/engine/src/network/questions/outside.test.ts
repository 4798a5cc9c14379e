import { describe, expect, it } from 'vitest'
import { networkOf } from '../../../test/network-of.ts'

const pod = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [] }
---
`
const policy = (spec: string) => `${pod}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p, namespace: shop }
spec: { podSelector: {}, ${spec} }
`
const web = { pod: 'shop/web' }

describe('what connects from outside, or at all', () => {
  it.each([
    ['without a policy', pod, ['allow'], true],
    ['that nothing is let in by', policy('policyTypes: [Ingress]'), ['deny'], false],
    ['that pods are let in by', policy('ingress: [{ from: [{ namespaceSelector: {} }] }]'), ['deny'], true],
    [
      'that some addresses are let in by',
      policy('ingress: [{ from: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }]'),
      ['allow', 'deny'],
      true,
    ],
    ['that another port is open by', policy('ingress: [{ ports: [{ port: 81 }] }]'), ['deny'], false],
  ])('%s', (_, yaml, fromOutside, isOpen) => {
    const network = networkOf(yaml)
    expect(
      network
        .fromOutside(web, { port: 80 })
        .map(({ verdict }) => verdict)
        .toSorted(),
    ).toEqual(fromOutside)
    expect(network.isOpen(web, { port: 80 })).toBe(isOpen)
  })

  it('is asked both ways', () => {
    const network = networkOf(policy('policyTypes: [Egress]'))
    expect(network.toOutside(web, { port: 80 }).map(({ verdict }) => verdict)).toEqual(['deny'])
    expect(network.fromOutside(web, { port: 80 }).map(({ verdict }) => verdict)).toEqual(['allow'])
    expect(network.toOutside({ ip: '192.0.2.1' }, { port: 80 })).toEqual([])
  })
})
