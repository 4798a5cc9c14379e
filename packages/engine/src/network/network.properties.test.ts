import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NaivePeer, naiveAllows } from '../../test/naive-network.ts'
import { askedPorts, askedProtocols, objectsOf, outsideAddresses, randomPolicies } from '../../test/random-policies.ts'
import { type Answer, buildNetwork, type PeerRef, type ReachGroup } from './index.ts'
import { parseIp } from './world/ip.ts'

const ref = (peer: NaivePeer): PeerRef => ('name' in peer ? { pod: `${peer.namespace}/${peer.name}` } : { ip: peer.ip })

describe('a network', () => {
  it('judges as the API describes it, rule by rule', () => {
    fc.assert(
      fc.property(randomPolicies, (world) => {
        const network = buildNetwork(objectsOf(world))
        const ends = [...world.pods, ...outsideAddresses.map((ip) => ({ ip }))]
        for (const from of ends) {
          for (const to of ends) {
            if (!('name' in from) && !('name' in to)) continue
            for (const protocol of askedProtocols) {
              for (const port of askedPorts) {
                const expected = naiveAllows(world, { from, to, protocol, port }) ? 'allow' : 'deny'
                const { verdict, reasons } = network.verdict(ref(from), ref(to), { port, protocol })
                if (verdict !== expected)
                  expect.fail(
                    `${JSON.stringify([ref(from), ref(to), protocol, port])}: ${verdict}, ${reasons.join(' ')}`,
                  )
              }
            }
          }
        }
      }),
      { numRuns: 300 },
    )
  })

  it.each(['class', 'workload'] as const)('pictures by %s what it judges one by one', (by) => {
    fc.assert(
      fc.property(randomPolicies, (world) => {
        const network = buildNetwork(objectsOf(world))
        const reach = network.reach({ by })
        const groupOf = (peer: NaivePeer) => reach.groups.find((group) => holds(group, peer))
        const ends = [...world.pods, ...outsideAddresses.map((ip) => ({ ip }))]
        for (const from of ends) {
          for (const to of ends) {
            const [source, destination] = [groupOf(from), groupOf(to)]
            if (source === undefined || destination === undefined) return expect.fail('an end is in no group')
            if (from === to || (source.kind === destination.kind && source.kind === 'external')) continue
            const answer = reach.between(source, destination)
            for (const protocol of askedProtocols) {
              for (const port of askedPorts) {
                const { verdict } = network.verdict(ref(from), ref(to), { port, protocol })
                expect(told(answer, protocol, port)).toBe(verdict)
              }
            }
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('tells of edges what it tells of pairs', () => {
    fc.assert(
      fc.property(randomPolicies, (world) => {
        const reach = buildNetwork(objectsOf(world)).reach()
        const found = new Map<string, Answer>()
        for (const { from, to, answer } of reach.edges()) for (const id of to) found.set(`${from.id} ${id}`, answer)
        for (const from of reach.groups) {
          for (const to of reach.groups) {
            const answer = reach.between(from, to)
            const { allowed, undefined: either, some } = answer
            const isNothing = allowed.length + either.length + some.length === 0
            expect(found.get(`${from.id} ${to.id}`)).toEqual(isNothing ? undefined : answer)
          }
        }
      }),
      { numRuns: 100 },
    )
  })
})

function holds({ members, ranges }: ReachGroup, peer: NaivePeer): boolean {
  if ('name' in peer) return members.some(({ namespace, name }) => namespace === peer.namespace && name === peer.name)
  const ip = parseIp(peer.ip)
  return ranges.some(({ family, first, last }) => ip?.family === family && first <= ip.value && ip.value <= last)
}

function told(answer: Answer, protocol: string, port: number): string {
  const has = (ranges: Answer['allowed']) =>
    ranges.some((range) => range.protocol === protocol && range.first <= port && port <= range.last)
  if (has(answer.allowed)) return 'allow'
  return has(answer.undefined) ? 'implementation-defined' : has(answer.some) ? 'some' : 'deny'
}
