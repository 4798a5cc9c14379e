import type { PortMatch, Protocol, Rule } from '../policy/policy.ts'
import type { EndpointClass } from '../world/classes.ts'
import type { Endpoint } from '../world/endpoints.ts'
import type { Miss, MissCause } from './peer-miss.ts'

/** The port that is asked for, as rules see it. */
export interface PortFacts {
  readonly port: number
  readonly protocol: Protocol
  readonly destination: EndpointClass
  readonly destinationEndpoint: Endpoint | undefined
  readonly destinationTitle: string
  /** Ports of Services that lead to this one, which policies do not see: number to Service. */
  readonly servicePorts: ReadonlyMap<number, string>
}

/** Why none of a rule's ports means the connection; the nearest is told. */
export function portMiss(rule: Rule, facts: PortFacts): Miss | undefined {
  let nearest: Miss | undefined
  for (const port of rule.ports ?? []) {
    const miss = missOf(port, facts)
    if (nearest === undefined || miss.distance < nearest.distance) nearest = miss
  }
  if (nearest !== undefined && (rule.ports ?? []).length > 1 && nearest.cause === 'port-number') {
    const all = (rule.ports ?? []).map(portText).join(', ')
    return { ...nearest, message: `its ports are ${all}, not ${asked(facts)}` }
  }
  return nearest
}

function missOf(match: PortMatch, facts: PortFacts): Miss {
  const { port, protocol, destination, destinationEndpoint, destinationTitle, servicePorts } = facts
  const { path } = match
  const miss = (cause: MissCause, distance: number, message: string): Miss => ({ cause, distance, message, path })
  if (protocol === 'ICMP') return miss('protocol', 2, `it means ${portText(match)}, and ICMP has no ports`)
  if ('portName' in match) {
    const { portName } = match
    const own = match.protocol === 'any' ? protocol : match.protocol
    if (destinationEndpoint === undefined)
      return miss('named-port', 2, `${destinationTitle} is no pod: it has no port that is called ${portName}`)
    const number = destination.ports.get(`${own}/${portName}`)
    if (number === undefined) {
      const other = (['TCP', 'UDP', 'SCTP'] as const).find((each) => destination.ports.has(`${each}/${portName}`))
      const hint = other ? `; ${portName} is a ${other} port there` : ''
      return miss('named-port', 1, `${destinationTitle} calls none of its ${own} ports ${portName}${hint}`)
    }
    if (own !== protocol) return miss('protocol', 2, `its port ${portName} is ${own}, not ${protocol}`)
    return miss('port-number', 2, `its port ${portName} is ${number} at ${destinationTitle}, not ${port}`)
  }
  const isNumber = match.first <= port && port <= match.last
  if (match.protocol !== 'any' && match.protocol !== protocol)
    return miss('protocol', isNumber ? 1 : 3, `its port is ${portText(match)}, not ${asked(facts)}`)
  const service = match.first === match.last ? servicePorts.get(match.first) : undefined
  if (service !== undefined)
    return miss('service-port', 1, `${match.first} is the port of ${service}; policies see the pod's own port, ${port}`)
  return miss('port-number', 2, `its port is ${portText(match)}, not ${asked(facts)}`)
}

function asked({ port, protocol }: PortFacts): string {
  return `${port}/${protocol}`
}

/** Ports of a rule, as people write them: `80/TCP`, `8000-8080/TCP`, `all of UDP`, `http/TCP`. */
export function portText(match: PortMatch): string {
  if ('portName' in match) return `${match.portName}/${match.protocol}`
  const { protocol, first, last } = match
  if (first <= 1 && last === 65_535) return protocol === 'any' ? 'every port' : `any of ${protocol}`
  return `${first === last ? first : `${first}-${last}`}/${protocol}`
}
