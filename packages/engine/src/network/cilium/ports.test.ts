import { describe, expect, it } from 'vitest'
import type { PortRef } from '../index.ts'
import { client, dns, judge, outside, policy, problemsOf, server, withPolicies } from '../../../test/cilium-world.ts'

const egress = (rule: string) =>
  withPolicies(policy(`{ endpointSelector: { matchLabels: { app: client } }, egress: [${rule}] }`))
const toPorts = (ports: string) => egress(`{ toPorts: [{ ports: [${ports}] }] }`)

describe('toPorts', () => {
  it.each<[string, readonly PortRef[], readonly PortRef[]]>([
    ['{ port: "80", protocol: TCP }', [{ port: 80 }], [{ port: 81 }, { port: 80, protocol: 'UDP' }]],
    ['{ port: "80" }', [{ port: 80 }, { port: 80, protocol: 'UDP' }, { port: 80, protocol: 'SCTP' }], [{ port: 81 }]],
    ['{ port: "80", protocol: ANY }', [{ port: 80, protocol: 'UDP' }], [{ protocol: 'ICMP' }]],
    ['{ port: "80", protocol: udp }', [{ port: 80, protocol: 'UDP' }], [{ port: 80 }]],
    ['{ port: "0", protocol: TCP }', [{ port: 1 }, { port: 65_535 }], [{ port: 1, protocol: 'UDP' }]],
    ['{ port: "0" }', [{ port: 1, protocol: 'SCTP' }], [{ protocol: 'ICMP' }]],
    ['{ port: "80", endPort: 90, protocol: TCP }', [{ port: 80 }, { port: 90 }], [{ port: 79 }, { port: 91 }]],
    ['{ port: web, protocol: TCP }', [{ port: 8080 }], [{ port: 80 }]],
    ['{ port: Web }', [{ port: 8080 }], [{ port: 8080, protocol: 'UDP' }]],
    ['{ port: "0", protocol: GRE }', [], [{ port: 1 }]],
  ])('%s', (ports, allowed, denied) => {
    const network = toPorts(ports)
    for (const port of allowed) expect(judge(network, client, server, port)).toBe('allow')
    for (const port of denied) expect(judge(network, client, server, port)).toBe('deny')
    expect(problemsOf(network)).toEqual([])
  })

  it('mean any peer where no field names peers', () => {
    expect(judge(toPorts('{ port: "80" }'), client, outside, { port: 80 })).toBe('allow')
  })

  it('mean nobody beside an empty list of peers', () => {
    const network = egress('{ toEndpoints: [], toPorts: [{ ports: [{ port: "80" }] }] }')
    expect(judge(network, client, server, { port: 80 })).toBe('deny')
  })

  it('mean nothing without ports, and that is reported', () => {
    const network = egress('{ toEntities: [all], toPorts: [{}] }')
    expect(judge(network, client, server)).toBe('deny')
    expect(problemsOf(network)).toEqual([expect.stringContaining('has no ports')])
  })

  it.each([
    ['{ port: 80 }', 'a number or a name in quotes'],
    ['{ port: "70000" }', 'is no port'],
    ['{ port: "a_b" }', 'neither a number nor a name'],
    ['{ port: web, endPort: 9 }', 'needs a port that is a number'],
    ['{ port: "90", endPort: 80 }', 'does not lie behind port 90'],
    ['{ port: "80", protocol: HTTP }', 'has a protocol that is none'],
  ])('of %s are refused', (ports, message) => {
    const network = toPorts(ports)
    expect(judge(network, client, server)).toBe('deny')
    expect(problemsOf(network)).toEqual([expect.stringContaining(message)])
  })

  it('are 40 at most', () => {
    const many = Array.from({ length: 41 }, (_, i) => `{ port: "${i + 1}" }`).join()
    expect(problemsOf(toPorts(many))).toEqual([expect.stringContaining('has more than 40 ports')])
  })
})

describe('a rule without ports', () => {
  it('means every port, and ICMP', () => {
    const network = egress('{ toEndpoints: [{}] }')
    expect(judge(network, client, server, { port: 1, protocol: 'SCTP' })).toBe('allow')
    expect(judge(network, client, server, { protocol: 'ICMP' })).toBe('allow')
  })
})

describe('icmps', () => {
  const echo = (family: string, type: string) =>
    egress(`{ icmps: [{ fields: [{ family: ${family}, type: ${type} }] }] }`)

  it('mean echo requests of their family, and no port', () => {
    const four = echo('IPv4', '8')
    expect(judge(four, client, server, { protocol: 'ICMP' })).toBe('allow')
    expect(judge(four, client, server)).toBe('deny')
    expect(judge(four, client, { ip: '2001:db8::1' }, { protocol: 'ICMP' })).toBe('deny')
    expect(judge(echo('IPv6', '128'), client, { ip: '2001:db8::1' }, { protocol: 'ICMP' })).toBe('allow')
    expect(judge(echo('IPv6', 'EchoRequest'), client, outside, { protocol: 'ICMP' })).toBe('deny')
  })

  it('of other types begin nothing', () => {
    expect(judge(echo('IPv4', '3'), client, server, { protocol: 'ICMP' })).toBe('deny')
  })

  it('can be denied', () => {
    const network = withPolicies(
      policy(
        '{ endpointSelector: {}, enableDefaultDeny: { ingress: false }, ingressDeny: [{ icmps: [{ fields: [{ type: 8 }] }] }] }',
      ),
    )
    expect(judge(network, dns, server, { protocol: 'ICMP' })).toBe('deny')
    expect(judge(network, dns, server)).toBe('allow')
  })

  it('cannot stand beside ports', () => {
    const network = egress('{ icmps: [{ fields: [{ type: 8 }] }], toPorts: [{ ports: [{ port: "80" }] }] }')
    expect(problemsOf(network)).toEqual([expect.stringContaining('cannot stand beside toPorts')])
    expect(judge(network, client, server, { port: 80 })).toBe('deny')
  })
})
