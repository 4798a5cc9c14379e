import type { Model } from '../network.ts'
import { type Side } from '../sides.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { type Ip, ipText } from '../world/ip.ts'
import { publicAddressIn } from './public.ts'
import type { Resolver } from './resolve.ts'
import type { Target } from './target.ts'

/** Who connects. */
export interface Start {
  readonly side: Side
  readonly endpoint: Endpoint | undefined
  readonly title: string
}

export function startOf(endpoint: Endpoint, resolver: Resolver, ip: Ip | undefined): Start {
  return { side: { endpoint, ip, title: endpoint.title }, endpoint, title: resolver.workloads.of(endpoint).title }
}

export function uniqueEndpoints(backends: readonly { readonly endpoint: Endpoint | undefined }[]): Endpoint[] {
  return [...new Set(backends.flatMap(({ endpoint }) => endpoint ?? []))]
}

/** The families of a target's addresses; IPv4 where none is known. */
export function familiesOf(target: Target, resolver: Resolver): ReadonlySet<4 | 6> {
  const endpoints =
    target.kind === 'endpoints'
      ? target.endpoints
      : target.kind === 'service'
        ? uniqueEndpoints(target.service.ports.flatMap((port) => resolver.backends.of(target.service, port)))
        : []
  const families = new Set(endpoints.flatMap(({ ips }) => ips.map(({ family }) => family)))
  return families.size > 0 ? families : new Set([4])
}

/** One address for each part of the internet that policies tell apart. */
export function internetSides(model: Model, families: ReadonlySet<4 | 6>): Side[] {
  const external = model.classes.all.flatMap(({ kind, ips }) => (kind === 'external' && ips ? [ips] : []))
  const found = external.flatMap((group) => {
    const ip = families.has(group.family) ? publicAddressIn(group.ranges) : undefined
    return ip ? [{ ip, blocks: group.blocks.size }] : []
  })
  const title = (ip: Ip) => (found.length === 1 ? 'the internet' : `the internet (such as ${ipText(ip)})`)
  return found.map(({ ip }) => ({ endpoint: undefined, ip, title: title(ip) }))
}
