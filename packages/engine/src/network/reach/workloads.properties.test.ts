import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedPorts, askedProtocols, outsideAddresses } from '../../../test/random-policies.ts'
import { type RandomPod, randomWorkloads } from '../../../test/random-workloads.ts'
import {
  buildNetwork,
  type Network,
  type PeerRef,
  type PortRange,
  type ReachGroup,
  type VerdictKind,
} from '../index.ts'
import { pictureOf } from '../picture/index.ts'
import { portSetOf } from '../picture/port-set.ts'
import { parseIp } from '../world/ip.ts'

type End = RandomPod | { readonly ip: string }

const outside = [...outsideAddresses, '2001:db8::9', 'fd00:1::1']

/** The ends that a group stands for. */
function endsOf({ members, ranges }: ReachGroup, pods: readonly RandomPod[]): End[] {
  const inside = pods.filter(({ id }) => members.some(({ namespace, name }) => id === `${namespace}/${name}`))
  const addresses = outside.filter((text) => {
    const ip = parseIp(text)
    return ranges.some(({ family, first, last }) => ip?.family === family && first <= ip.value && ip.value <= last)
  })
  return [...inside, ...addresses.map((ip) => ({ ip }))]
}

/** Each way in which two ends meet: at addresses of one family, or by themselves where no address is known. */
function meetings(from: End, to: End): (readonly [PeerRef, PeerRef])[] {
  const addresses = (end: End) => ('ip' in end ? [end.ip] : end.ips)
  const ref = (end: End): PeerRef => ('ip' in end ? end : { pod: end.id })
  const [own, others] = [addresses(from), addresses(to)]
  if (own.length === 0 || others.length === 0) {
    const given = (end: End, each: readonly string[]) => (each.length === 0 ? [ref(end)] : each.map((ip) => ({ ip })))
    return given(from, own).flatMap((a) => given(to, others).map((b) => [a, b] as const))
  }
  return own.flatMap((a) =>
    others.flatMap((b) => (parseIp(a)?.family === parseIp(b)?.family ? [[{ ip: a }, { ip: b }] as const] : [])),
  )
}

function verdicts(network: Network, from: readonly End[], to: readonly End[], port: object): Set<VerdictKind> {
  const pairs = from.flatMap((a) => to.flatMap((b) => (a === b ? [] : meetings(a, b))))
  return new Set(pairs.map(([a, b]) => network.verdict(a, b, port).verdict))
}

const has = (ranges: readonly PortRange[], protocol: string, port: number) =>
  ranges.some((each) => each.protocol === protocol && each.first <= port && port <= each.last)

describe('reach by workload', () => {
  it('tells what all pairs may, and what any may, as verdicts do of each', () => {
    fc.assert(
      fc.property(randomWorkloads, ({ objects, pods }) => {
        const network = buildNetwork(objects)
        const reach = network.reach({ by: 'workload', outside: 'apart', nodes: false })
        for (const from of reach.groups) {
          for (const to of reach.groups) {
            if (from.kind === 'external' && to.kind === 'external') continue
            const [sources, targets] = [endsOf(from, pods), endsOf(to, pods)]
            // No address was picked in some parts of the outside.
            if (sources.length === 0 || targets.length === 0) continue
            const { allowed, undefined: either, some, any } = reach.between(from, to)
            for (const protocol of askedProtocols) {
              for (const port of askedPorts) {
                const found = verdicts(network, sources, targets, { protocol, port })
                const [only] = found.size === 1 ? found : []
                const isUndefined = !found.has('allow') && found.has('implementation-defined')
                const expected = [
                  only === 'allow',
                  only === 'implementation-defined',
                  found.size > 1,
                  found.has('allow'),
                  isUndefined,
                ]
                const told = [allowed, either, some, any.allowed, any.undefined].map((each) =>
                  has(each, protocol, port),
                )
                if (told.join() !== expected.join())
                  expect.fail(`${from.title} to ${to.title} at ${port}/${protocol}: ${told.join()}`)
              }
            }
          }
        }
      }),
      { numRuns: 100 },
    )
  })
})

describe('the picture', () => {
  it('is the reach of any pod, with workloads put together that nothing tells apart', () => {
    fc.assert(
      fc.property(randomWorkloads, ({ objects }) => {
        const network = buildNetwork(objects)
        const picture = pictureOf(network.model)
        const reach = network.reach({
          by: 'workload',
          outside: 'apart',
          nodes: false,
          protocols: ['TCP', 'UDP', 'SCTP', 'ICMP'],
        })
        const parts = picture.parties.filter(({ kind }) => kind === 'outside')
        const external = reach.groups.filter(({ kind }) => kind === 'external')
        const shown = external.filter(({ ranges: [first] }) => parts.length === external.length || first?.family === 4)
        const reachGroup = (title: string) =>
          reach.groups.find((each) => each.title === title) ?? shown[parts.findIndex((each) => each.title === title)]
        for (const from of picture.groups) {
          for (const to of picture.groups) {
            const { allowed, unclear } = picture.between(from, to)
            for (const { title: source } of from.parties) {
              for (const { title: target } of to.parties) {
                const [a, b] = [reachGroup(source), reachGroup(target)]
                if (a === undefined || b === undefined) return expect.fail(`${source} or ${target} is in no group`)
                if (a.kind === 'external' && b.kind === 'external') continue
                // Several workloads that are alike: what a pod sends to itself is not asked.
                if (a === b && from.parties.length > 1) continue
                const { any } = reach.between(a, b)
                expect([allowed.text, unclear.text]).toEqual([
                  portSetOf(any.allowed).text,
                  portSetOf(any.undefined).text,
                ])
              }
            }
          }
        }
      }),
      { numRuns: 150 },
    )
  })
})
