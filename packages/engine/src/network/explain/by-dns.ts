import { WarrantError } from '../../errors/index.ts'
import { type Dns, type Walk, type WalkPod, walkPodOf } from '../dns/index.ts'
import { hostnamesOf } from '../services/index.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { type Ip, ipText, parseIp } from '../world/ip.ts'
import type { Resolver } from './resolve.ts'
import type { Resolved } from './target.ts'

/** Who asks for a name: a pod, or what a pod of a namespace would hear where none is meant. */
export function askerOf(asker: Endpoint | undefined, namespace: string | undefined): WalkPod {
  return asker?.kind === 'pod' ? walkPodOf(asker) : { namespace: namespace ?? asker?.namespace ?? 'default', spec: {} }
}

/**
 * What a name leads to for the resolver of a pod.
 *
 * @throws WarrantError `usage` for a name without an answer.
 */
export function resolvedByDns(
  resolver: Resolver,
  dns: Dns,
  asker: WalkPod,
  typed: string,
  atAddress: (ip: Ip) => Resolved,
): Resolved {
  const walk = dns.walk(asker, typed)
  return { ...walked(resolver, dns, walk, atAddress), walk }
}

/** What a walk leads to. */
function walked(resolver: Resolver, dns: Dns, walk: Walk, atAddress: (ip: Ip) => Resolved): Resolved {
  const name = walk.name.toLowerCase().replace(/\.$/, '')
  const [local] = walk.local?.addresses ?? []
  if (walk.local && local !== undefined)
    return noted(atIp(local, atAddress), `${name} is ${local}: ${walk.local.because}`)
  if (walk.end === undefined) throw new WarrantError('usage', `${name} has no answer: ${whyNot(resolver, walk, name)}`)
  const { answer, attempt } = walk.end
  const { service: source, addresses, presumed, aliases } = answer
  const answered = aliases.at(-1) ?? attempt.name
  const service = source && resolver.service(source.name, source.namespace)
  if (service === undefined) {
    const [address] = addresses
    if (!presumed && address !== undefined) return noted(atIp(address, atAddress), `${name} names ${address}`)
    const outside = aliases.length > 0 ? answered : name
    const target = { kind: 'name', title: outside, name: outside } as const
    return { target, notes: outside === name ? [] : [`${name} is another name for ${outside}`] }
  }
  const below = answered
    .slice(0, -`${service.name}.${service.namespace}.svc.${dns.setup.zone}`.length)
    .replace(/\.$/, '')
  if (below === '')
    return { target: { kind: 'service', title: service.title, service }, notes: [`${name} names ${service.title}`] }
  const endpoint = resolver.backends.selectedBy(service).find((pod) => isCalled(pod, below, service.name))
  if (endpoint === undefined) throw new WarrantError('usage', `no pod of ${service.title} is called ${below}`)
  return {
    target: { kind: 'endpoints', title: endpoint.title, endpoints: [endpoint] },
    notes: [`${name} names ${below} of ${endpoint.title}`],
  }
}

function atIp(address: string, atAddress: (ip: Ip) => Resolved): Resolved {
  const ip = parseIp(address)
  if (ip === undefined) throw new WarrantError('usage', `${JSON.stringify(address)} is no IP address`)
  return atAddress(ip)
}

function noted({ target, notes }: Resolved, note: string): Resolved {
  return { target, notes: [note, ...notes] }
}

/** What the cluster says of the name itself where it is one of its own, else of the last that was asked for in its place. */
function whyNot({ services }: Resolver, { steps }: Walk, name: string): string {
  const own = steps.filter(({ answer: { presumed, because } }) => !presumed && because !== undefined)
  const step = own.find(({ attempt }) => attempt.domain === undefined) ?? own.at(-1) ?? steps.at(-1)
  const [first] = name.split('.')
  const elsewhere = services.filter((each) => each.name === first).map(({ title }) => title)
  const hint = elsewhere.length > 0 ? `; there is ${elsewhere.join(', ')}` : ''
  return `${step?.answer.because ?? 'there is no such name'}${hint}`
}

/** A pod without a hostname is called by its address. */
function isCalled(pod: Endpoint, host: string, service: string): boolean {
  const names = hostnamesOf(pod, service)
  if (names.some((name) => name !== undefined)) return names.includes(host)
  return pod.ips.some((ip) => ipText(ip).replaceAll(/[.:]/g, '-') === host)
}
