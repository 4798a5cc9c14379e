import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { objectsOf, randomPolicies } from '../../test/random-policies.ts'
import { hasBit } from './bits.ts'
import { buildModel } from './network.ts'

const node = fc.option(fc.constantFrom('one', 'two'), { nil: undefined })

/** Where the pods of a world are: on nodes or not known where, some on the network of theirs, some with an IPv6 address. */
const places = fc.array(fc.record({ node, hostNetwork: fc.boolean(), six: fc.boolean() }), {
  minLength: 6,
  maxLength: 6,
})

const entities = fc.array(fc.constantFrom('host', 'remote-node', 'cluster', 'world', 'world-ipv6'), { minLength: 1 })
const peers = fc.oneof(
  entities.map((own) => ['Entities', own] as const),
  fc.constant(['Endpoints', [{ matchLabels: { app: 'a' } }]] as const),
  fc.constant(['CIDR', ['10.0.0.0/29', 'fd00::/126']] as const),
)
const ports = fc.constantFrom(
  {},
  { toPorts: [{ ports: [{ port: '80', endPort: 90 }] }] },
  { toPorts: [{ ports: [{ port: 'web' }, { port: 'dns', protocol: 'UDP' }] }] },
  { icmps: [{ fields: [{ family: 'IPv6', type: 'EchoRequest' }] }] },
)
const rule = fc.record({ peers, ports })
const cilium = fc.record({
  selector: fc.constantFrom(
    { endpointSelector: {} },
    { endpointSelector: { matchLabels: { tier: 'b' } } },
    { nodeSelector: {} },
  ),
  ingress: fc.array(rule, { maxLength: 2 }),
  egress: fc.array(rule, { maxLength: 2 }),
  denied: fc.array(rule, { maxLength: 1 }),
})

type Rule = typeof rule extends fc.Arbitrary<infer T> ? T : never

function ruleOf({ peers: [kind, own], ports: at }: Rule, direction: 'from' | 'to') {
  return { [`${direction}${kind}`]: own, ...at }
}

const world = fc
  .record({ policies: randomPolicies, places, cilium: fc.array(cilium, { maxLength: 3 }) })
  .map(({ policies, places: at, cilium: more }) => {
    const nodes = ['one', 'two'].map((name, number) => ({
      kind: 'Node',
      metadata: { name, labels: { app: 'a' } },
      status: { addresses: [{ type: 'InternalIP', address: `192.168.0.${number + 1}` }] },
    }))
    let i = 0
    const objects = objectsOf(policies).map((each) => {
      if (!('spec' in each && 'status' in each)) return each
      const place = at[i]
      const ips = [policies.pods[i++]?.ip, ...(place?.six ? [`fd00::${i}`] : [])]
      return {
        ...each,
        spec: {
          ...each.spec,
          nodeName: place?.node,
          ...(place?.hostNetwork && place.node && { hostNetwork: true }),
        },
        status: { podIPs: ips.map((ip) => ({ ip })) },
      }
    })
    const clusterwide = more.map(({ selector, ingress, egress, denied }, number) => ({
      apiVersion: 'cilium.io/v2',
      kind: 'CiliumClusterwideNetworkPolicy',
      metadata: { name: `clusterwide-${number}` },
      spec: {
        ...selector,
        ingress: ingress.map((each) => ruleOf(each, 'from')),
        egress: egress.map((each) => ruleOf(each, 'to')),
        ingressDeny: denied.map((each) => ruleOf(each, 'from')),
      },
    }))
    return [...nodes, ...objects, ...clusterwide]
  })

describe('a decision table', () => {
  it('decides a port for all peers as it decides all ports for a peer', () => {
    let decided = 0
    const kinds = new Set<string>()
    fc.assert(
      fc.property(world, fc.nat(), (objects, first) => {
        const { classes, portIndex, table, problems } = buildModel(objects)
        expect(problems.filter(({ message }) => message.includes('unknown'))).toEqual([])
        // Only ports that are asked for first are decided for all peers at once.
        const groups = portIndex.groups.map((_, i, all) => (i + first) % all.length)
        for (const subject of classes.all) {
          for (const direction of ['ingress', 'egress'] as const) {
            const own = table(direction, subject)
            if (own === undefined) continue
            kinds.add(`${direction} ${subject.kind}`)
            const { partOf, rows, words } = own.parts
            for (const peer of classes.all) {
              const { canAllow, canDeny } = own.outcomeWhere(peer)
              const at = (partOf[peer.id] ?? 0) * 2 * words
              expect([...rows.subarray(at, at + 2 * words)]).toEqual([...canAllow, ...canDeny])
              for (const id of groups) {
                decided++
                expect(own.canAllow(peer.id, id)).toBe(hasBit(canAllow, id))
                expect(own.canDeny(peer.id, id)).toBe(hasBit(canDeny, id))
              }
            }
            for (const id of groups) {
              const all = classes.all.map((peer) => peer.id)
              expect(own.canDenyAny(id)).toBe(all.some((peer) => own.canDeny(peer, id)))
              expect(own.canDenyAll(id)).toBe(all.every((peer) => own.canDeny(peer, id)))
              expect(own.canAllowAny(id)).toBe(all.some((peer) => own.canAllow(peer, id)))
            }
          }
        }
      }),
      { numRuns: 100 },
    )
    expect(decided).toBeGreaterThan(100_000)
    expect([...kinds].sort()).toEqual(
      ['egress', 'ingress'].flatMap((direction) => ['host pod', 'node', 'pod'].map((kind) => `${direction} ${kind}`)),
    )
  })
})
