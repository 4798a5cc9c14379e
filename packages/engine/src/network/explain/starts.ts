import { WarrantError } from '../../errors/index.ts'
import type { Model } from '../network.ts'
import type { Resolver } from './resolve.ts'
import { familiesOf, internetParts, type Start, startOf, uniqueEndpoints } from './sides.ts'
import type { Target } from './target.ts'

/** Who connects, one after the other. */
export function startsOf(
  model: Model,
  resolver: Resolver,
  from: Target,
  to: Target,
  notes: string[],
): readonly Start[] {
  switch (from.kind) {
    case 'endpoints':
      return from.endpoints.map((endpoint) => startOf(endpoint, resolver, from.ip))
    case 'service': {
      const pods = uniqueEndpoints(from.service.ports.flatMap((port) => resolver.backends.of(from.service, port)))
      if (pods.length === 0) throw new WarrantError('usage', `no pod stands behind ${from.title} that could connect`)
      notes.push(`${from.title} connects to nothing itself; its pods are meant`)
      return pods.map((endpoint) => startOf(endpoint, resolver, undefined))
    }
    case 'address':
      return [{ side: { endpoint: undefined, ip: from.ip, title: from.title }, endpoint: undefined, title: from.title }]
    case 'internet':
      return internetParts(model, familiesOf(to, resolver))
    case 'name':
      throw new WarrantError('usage', `${from.name} is a name outside: write its address, or internet`)
  }
}
