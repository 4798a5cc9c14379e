import type { Model } from './network.ts'
import { externalClasses } from './picture/index.ts'
import type { Side } from './sides.ts'
import type { EndpointClass } from './world/classes.ts'

type Placed = readonly [Side, EndpointClass]

/**
 * Each part of the addresses outside that policies tell apart, with the class that an endpoint has where it meets them: of
 * the same family. None for a side that is outside itself.
 */
export function outsideOf(model: Model, { endpoint }: Side): (readonly [outside: Placed, own: EndpointClass])[] {
  if (endpoint === undefined) return []
  return externalClasses(model).flatMap((outside) => {
    const own = model.classes.of(endpoint, outside.ips?.family)
    const side: Side = { endpoint: undefined, ip: undefined, title: 'outside' }
    return own ? [[[side, outside], own] as const] : []
  })
}
