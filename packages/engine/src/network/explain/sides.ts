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
  /** What it is a part of, if it is one part of the internet among several: that itself, or a name there. */
  readonly partOf?: string
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

/** Each part of the internet that policies tell apart, or of where a name there may be; what fewest policies name first. */
export function internetParts(model: Model, families: ReadonlySet<4 | 6>, name?: string): Start[] {
  const external = model.classes.all.flatMap(({ kind, ips }) => (kind === 'external' && ips ? [ips] : []))
  return external
    .toSorted((a, b) => a.blocks.size - b.blocks.size)
    .flatMap((group): Start[] => {
      const ip = families.has(group.family) ? publicAddressIn(group.ranges) : undefined
      if (ip === undefined) return []
      const such = `such as ${ipText(ip)}`
      const side = { endpoint: undefined, ip, title: `the internet (${such})` }
      return name === undefined
        ? [{ side, endpoint: undefined, title: side.title, partOf: 'the internet' }]
        : [{ side: { ...side, name }, endpoint: undefined, title: `${name} (at an address ${such})`, partOf: name }]
    })
}

/** Parts of the internet of which the same is to be said count as one; if all are, they are the whole of it. */
export function joinedParts<T extends Start>(sides: readonly T[], keyOf: (side: T) => string): readonly T[] {
  const parts = sides.filter(({ partOf }) => partOf !== undefined)
  if (parts.length === 0) return sides
  const byKey = new Map<string, T>()
  for (const part of parts) {
    // What is told of addresses of one family need not hold of the other.
    const key = `${part.side.ip?.family} ${keyOf(part)}`
    if (!byKey.has(key)) byKey.set(key, part)
  }
  const found = [...byKey.values()]
  if (found.length > 1) return found
  return found.map((part) => ({
    ...part,
    title: part.partOf ?? part.title,
    side: { ...part.side, title: 'the internet' },
  }))
}
