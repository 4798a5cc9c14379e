import { WarrantError } from '../../errors/index.ts'
import type { Model } from '../network.ts'
import type { Service } from '../services/index.ts'
import type { Endpoint } from '../world/endpoints.ts'
import type { Search, DeadEnd, Goal } from './goal.ts'
import { endpointPorts, numberedPort } from './ports.ts'
import type { Resolver } from './resolve.ts'
import { serviceGoals } from './service-goals.ts'
import { familiesOf, internetParts, startOf } from './sides.ts'

/** What is connected to; what leads nowhere is told among the dead ends. */
export function goalsOf(
  model: Model,
  resolver: Resolver,
  asked: Search,
  notes: string[],
  deadEnds: DeadEnd[],
): readonly Goal[] {
  const { from, to } = asked
  switch (to.kind) {
    case 'service':
      return to.service.externalName === undefined
        ? serviceGoals(resolver, to.service, asked, notes, deadEnds)
        : externalGoals(model, resolver, to.service, asked, notes, deadEnds)
    case 'endpoints':
      return to.endpoints.flatMap((endpoint) =>
        endpointPorts(endpoint, asked, to.title).map(({ port, protocol }) => ({
          ...startOf(endpoint, resolver, to.ip),
          port,
          protocol,
        })),
      )
    case 'address': {
      const side = { endpoint: undefined, ip: to.ip, title: to.title }
      return [{ side, endpoint: undefined, title: to.title, ...numberedPort(asked, to.title) }]
    }
    case 'internet':
    case 'name': {
      const port = numberedPort(asked, to.kind === 'internet' ? 'internet' : to.name)
      const name = to.kind === 'name' ? to.name : undefined
      return internetParts(model, familiesOf(from, resolver), name).map((part) => ({ ...part, ...port }))
    }
  }
}

/** A pod that connects. */
function askerIn(from: Search['from']): Endpoint | undefined {
  return from.kind === 'endpoints' ? from.endpoints[0] : undefined
}

function externalGoals(
  model: Model,
  resolver: Resolver,
  service: Service,
  asked: Search,
  notes: string[],
  deadEnds: DeadEnd[],
): Goal[] {
  const name = service.externalName ?? ''
  notes.push(`${service.title} is another name for ${name}; its ports have no meaning`)
  const { target, notes: more } = resolver.find(name, {
    side: 'to',
    namespace: undefined,
    asker: askerIn(asked.from),
    near: service.namespace,
  })
  if (target.kind === 'service' && target.service.externalName !== undefined)
    throw new WarrantError('usage', `${service.title} leads to ${target.title}, which is another name in turn`)
  notes.push(...more)
  const [only] = service.ports
  const port = asked.port ?? (only && `${only.port}`)
  return [...goalsOf(model, resolver, { ...asked, to: target, port }, notes, deadEnds)]
}
