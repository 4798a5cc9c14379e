import { acceptAnswers } from './disguise.ts'
import { matches, podsOf } from './selectors.ts'
import type { NetworkPolicy, Peer, Pod, Port, World } from './world.ts'

/**
 * Writes a world's policies as rules of nftables, from the policies themselves and nothing that the engine makes of them:
 * what the kernel then does is a second opinion. A pod that a policy isolates has a chain for that direction. It returns at
 * what a policy allows, and ends in a refusal. A refusal, not a silence, so that no probe waits for a time-out.
 */
export function rulesetOf(world: World): string {
  const chains = directions.flatMap((direction) =>
    world.pods.flatMap((pod, i) => chainOf(world, pod, direction, `${direction}_${i}`)),
  )
  return `flush ruleset
table inet policies {
${chains.map(({ name, rules }) => `  chain ${name} {\n${rules.map((rule) => `    ${rule}\n`).join('')}  }\n`).join('')}
  chain forward {
    type filter hook forward priority 0; policy accept;
    ct state established,related accept
    ${acceptAnswers}
${dispatch(chains, 'egress', 'saddr')}${dispatch(chains, 'ingress', 'daddr')}  }
}
`
}

/**
 * A connect that has its socket in use when an ICMP error comes in takes no note of it, and waits for its next attempt; a
 * reset it always heeds.
 */
const refusal = ['meta l4proto tcp reject with tcp reset', 'reject with icmpx admin-prohibited']

/** Refuses everything, as a test of the probes. */
export const refuseAll = `flush ruleset
table inet policies {
  chain forward {
    type filter hook forward priority 0; policy accept;
${refusal.map((rule) => `    ${rule}\n`).join('')}  }
}
`

const directions = ['ingress', 'egress'] as const
type Direction = (typeof directions)[number]

interface Chain {
  readonly name: string
  readonly direction: Direction
  readonly pod: Pod
  readonly rules: readonly string[]
}

function dispatch(chains: readonly Chain[], direction: Direction, side: 'saddr' | 'daddr'): string {
  return families
    .map((family) => {
      const entries = chains
        .filter((chain) => chain.direction === direction)
        .flatMap(({ name, pod }) => inFamily(pod.addresses, family).map((address) => `${address} : jump ${name}`))
      return entries.length === 0 ? '' : `    ${family} ${side} vmap { ${entries.join(', ')} }\n`
    })
    .join('')
}

function chainOf(world: World, pod: Pod, direction: Direction, name: string): Chain[] {
  const policies = world.policies.filter(
    ({ metadata, spec }) =>
      metadata.namespace === pod.namespace &&
      matches(spec.podSelector ?? {}, pod.labels) &&
      typesOf(spec).includes(direction),
  )
  if (policies.length === 0) return []
  const allowed = policies.flatMap(({ metadata, spec }) => {
    const rules =
      direction === 'ingress'
        ? (spec.ingress ?? []).map(({ from, ports }) => ({ peers: from, ports }))
        : (spec.egress ?? []).map(({ to, ports }) => ({ peers: to, ports }))
    return rules.flatMap(({ peers, ports }) => {
      // A list that is empty is no restriction, the same as one that is missing.
      const where = peers?.length
        ? peers.flatMap((peer) => peerMatches(world, metadata.namespace, peer, direction))
        : [any]
      const what = ports?.length ? ports.flatMap((port) => portMatches(world, pod, port, direction)) : [any]
      return where.flatMap((peer) => what.flatMap((port) => both(peer, port)))
    })
  })
  return [{ name, direction, pod, rules: [...new Set(allowed), ...refusal] }]
}

/** Part of a rule, and the family of addresses that it speaks of. */
interface Match {
  readonly family?: Family
  readonly text: string
}

const any: Match = { text: '' }

/** The rule of two matches; none where one is of IPv4 and the other of IPv6. */
function both(peer: Match, port: Match): string[] {
  if (peer.family && port.family && peer.family !== port.family) return []
  return [`${peer.text} ${port.text} return`.trim()]
}

/** Without types a policy is about what comes in, and about what goes out if it has a rule for that. */
function typesOf({ policyTypes, egress }: NetworkPolicy['spec']): string[] {
  if (policyTypes?.length) return policyTypes.map((type) => type.toLowerCase())
  return egress?.length ? ['ingress', 'egress'] : ['ingress']
}

const families = ['ip', 'ip6'] as const
type Family = (typeof families)[number]

function inFamily(addresses: readonly string[], family: Family): string[] {
  return addresses.filter((address) => address.includes(':') === (family === 'ip6'))
}

function peerMatches(world: World, own: string, peer: Peer, direction: Direction): Match[] {
  const side = direction === 'ingress' ? 'saddr' : 'daddr'
  if (peer.ipBlock) {
    const { cidr, except } = peer.ipBlock
    const family = cidr.includes(':') ? 'ip6' : 'ip'
    // nftables knows no prefix of no bits.
    const block = cidr.endsWith('/0')
      ? `meta nfproto ${family === 'ip' ? 'ipv4' : 'ipv6'}`
      : `${family} ${side} ${cidr}`
    return [{ family, text: [block, ...(except ?? []).map((taken) => `${family} ${side} != ${taken}`)].join(' ') }]
  }
  const pods = podsOf(world, own, peer.podSelector, peer.namespaceSelector)
  return families.flatMap((family) => {
    const addresses = pods.flatMap((pod) => inFamily(pod.addresses, family))
    return addresses.length === 0 ? [] : [{ family, text: `${family} ${side} { ${addresses.join(', ')} }` }]
  })
}

function portMatches(world: World, subject: Pod, { protocol, port, endPort }: Port, direction: Direction): Match[] {
  const lower = (protocol ?? 'TCP').toLowerCase()
  if (port === undefined || port === null) return [{ text: `meta l4proto ${lower}` }]
  if (typeof port === 'number') return [{ text: `${lower} dport ${endPort ? `${port}-${endPort}` : port}` }]
  // A name is the destination's: on the way out it is another number for every pod, and none for anything else.
  if (direction === 'ingress')
    return numbersOf(subject, lower, port).map((number) => ({ text: `${lower} dport ${number}` }))
  return world.pods.flatMap((pod) =>
    numbersOf(pod, lower, port).flatMap((number) =>
      families.flatMap((family) =>
        inFamily(pod.addresses, family).map((address) => ({
          family,
          text: `${family} daddr ${address} ${lower} dport ${number}`,
        })),
      ),
    ),
  )
}

/** The number of a named port; ports of init containers that end do not count. */
function numbersOf({ ports }: Pod, protocol: string, name: string): number[] {
  const found = ports.find(
    (port) => port.name === name && port.protocol.toLowerCase() === protocol && port.of !== 'init container',
  )
  return found ? [found.port] : []
}
