import type { Model } from '../network.ts'
import type { Side } from '../sides.ts'
import type { EndpointClass } from '../world/classes.ts'

type Placed = readonly [Side, EndpointClass]

const side: Side = { endpoint: undefined, ip: undefined, title: 'outside' }

const known = new WeakMap<Model, readonly EndpointClass[]>()

/** Parts of the addresses outside that policies tell apart; those of IPv6 count where policies or pods have it. */
export function externalClasses(model: Model): readonly EndpointClass[] {
  let found = known.get(model)
  if (found === undefined) {
    const { endpoints, classes } = model
    const hasSix =
      classes.external.some(({ ips }) => ips?.family === 6 && ips.blocks.size > 0) ||
      endpoints.some(({ ips }) => ips.some(({ family }) => family === 6))
    known.set(model, (found = classes.external.filter(({ ips }) => ips?.family === 4 || hasSix)))
  }
  return found
}

/**
 * Each part of the addresses outside that policies tell apart, with the class that an endpoint has where it meets them: of
 * the same family. None for a side that is outside itself.
 */
export function outsideOf(model: Model, { endpoint }: Side): (readonly [outside: Placed, own: EndpointClass])[] {
  if (endpoint === undefined) return []
  return externalClasses(model).flatMap((outside) => {
    const own = model.classes.of(endpoint, outside.ips?.family)
    return own ? [[[side, outside], own] as const] : []
  })
}

/** Whether policies let anything in at all to a port of one side, apart from its own node. */
export function isOpen(model: Model, { endpoint }: Side, group: number): boolean {
  if (endpoint === undefined) return true
  return model.classes.facesOf(endpoint).some((own) => {
    const table = model.table('ingress', own)
    return table === undefined || table.canAllowAny(group)
  })
}
