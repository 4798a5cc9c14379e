import { describe, expect, it } from 'vitest'
import { client, judge, outside, policy, problemsOf, server, withPolicies } from '../../../test/cilium-world.ts'

function to(peers: string, ...more: readonly string[]) {
  return withPolicies(policy(`{ endpointSelector: { matchLabels: { app: client } }, egress: [{ ${peers} }] }`), ...more)
}

const group = (version = 'v2') => `
---
apiVersion: cilium.io/${version}
kind: CiliumCIDRGroup
metadata: { name: partners, labels: { kind: partner } }
spec: { externalCIDRs: [198.51.100.0/24, '2001:db8::/32', 192.0.2.1] }
`

describe('CIDR rules', () => {
  it('mean addresses outside, and no pod and no node', () => {
    const network = to('toCIDR: [0.0.0.0/0, 203.0.113.9]')
    expect(judge(network, client, outside)).toBe('allow')
    expect(judge(network, client, server)).toBe('deny')
    expect(judge(network, client, { node: 'two' })).toBe('deny')
    expect(judge(network, client, { ip: '2001:db8::1' })).toBe('deny')
  })

  it("mean nodes too with Cilium's setting for that", () => {
    const settings = `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: cilium-config, namespace: kube-system }
data: { policy-cidr-match-mode: nodes }
`
    const network = to('toCIDR: [0.0.0.0/0]', settings)
    expect(judge(network, client, { node: 'two' })).toBe('allow')
    expect(judge(network, client, server)).toBe('deny')
  })

  it('mean a single address without a length', () => {
    const network = to('toCIDR: [198.51.100.7]')
    expect(judge(network, client, outside)).toBe('allow')
    expect(judge(network, client, { ip: '198.51.100.8' })).toBe('deny')
  })

  it('leave out what is excepted', () => {
    const network = to('toCIDRSet: [{ cidr: 198.51.100.0/24, except: [198.51.100.0/28] }]')
    expect(judge(network, client, outside)).toBe('deny')
    expect(judge(network, client, { ip: '198.51.100.20' })).toBe('allow')
  })

  it.each(['v2', 'v2alpha1'])('mean the blocks of a group of %s by its name', (version) => {
    const network = to('toCIDRSet: [{ cidrGroupRef: partners, except: [198.51.100.0/28] }]', group(version))
    expect(judge(network, client, { ip: '198.51.100.20' })).toBe('allow')
    expect(judge(network, client, outside)).toBe('deny')
    expect(judge(network, client, { ip: '2001:db8::1' })).toBe('allow')
    expect(judge(network, client, { ip: '192.0.2.1' })).toBe('allow')
    expect(judge(network, client, { ip: '192.0.2.2' })).toBe('deny')
    expect(problemsOf(network)).toEqual([])
  })

  it('mean the blocks of groups by their labels', () => {
    const network = to('toCIDRSet: [{ cidrGroupSelector: { matchLabels: { kind: partner } } }]', group())
    expect(judge(network, client, outside)).toBe('allow')
  })

  it('mean nothing by a group that is not there, and that is reported', () => {
    const network = to('toCIDRSet: [{ cidrGroupRef: friends }]', group())
    expect(judge(network, client, outside)).toBe('deny')
    expect(problemsOf(network)).toEqual([expect.stringContaining('there is no CiliumCIDRGroup "friends"')])
  })

  it.each([
    ['toCIDR: [10.0.0.0/33]', 'is neither a CIDR block nor an address'],
    ['toCIDRSet: [{ cidr: 198.51.100.7 }]', 'has a cidr that is none'],
    ['toCIDRSet: [{ cidr: 10.0.0.0/8, except: [11.0.0.0/8] }]', 'is not within 10.0.0.0/8'],
    ['toCIDRSet: [{ cidr: 10.0.0.0/8, cidrGroupRef: partners }]', 'one of cidr, cidrGroupRef'],
    ['toCIDRSet: [{}]', 'one of cidr, cidrGroupRef'],
  ])('of %s are refused', (peers, message) => {
    const network = to(peers)
    expect(judge(network, client, outside)).toBe('deny')
    expect(problemsOf(network)).toEqual([expect.stringContaining(message)])
  })

  it('report a group whose blocks cannot be read', () => {
    const network = withPolicies(`
---
{ apiVersion: cilium.io/v2, kind: CiliumCIDRGroup, metadata: { name: odd }, spec: { externalCIDRs: [10.0.0.0/8, nine] } }
`)
    expect(problemsOf(network)).toEqual([expect.stringContaining('spec.externalCIDRs.1: "nine"')])
  })
})
