import type { Path } from '../../yaml/index.ts'
import type { PortMatch, Protocol } from '../policy/policy.ts'
import { fields, isGiven, list, text } from '../world/source.ts'

type Fields = Readonly<Record<string, unknown>>
type Report = (path: Path, message: string) => void

const byField = { tcp: 'TCP', udp: 'UDP', sctp: 'SCTP' } as const

/** The ports of a rule, in the form of either version; undefined for all of every protocol, ICMP included. */
export function portsOf(rule: Fields, path: Path, problem: Report): readonly PortMatch[] | undefined | 'unknown' {
  const { protocols, ports } = rule
  const written = [
    ...list(protocols).map((item, i) => fromProtocol(fields(item), [...path, 'protocols', i], problem)),
    ...list(ports).map((item, i) => fromPort(fields(item), [...path, 'ports', i], problem)),
  ]
  if (written.length === 0) return undefined
  return written.includes('unknown') ? 'unknown' : written.flatMap((each) => (each === 'unknown' ? [] : each))
}

/** v1alpha2. */
function fromProtocol(item: Fields, path: Path, problem: Report): PortMatch[] | 'unknown' {
  if (isGiven(item['destinationNamedPort']))
    return [{ protocol: 'any', portName: text(item['destinationNamedPort']), path }]
  for (const [field, protocol] of Object.entries(byField)) {
    if (!isGiven(item[field])) continue
    const { number, range } = fields(fields(item[field])['destinationPort'])
    if (typeof number === 'number') return [{ protocol, first: number, last: number, path }]
    if (isGiven(range)) return fromRange(protocol, fields(range), path, problem)
    problem(path, `${field} without a destinationPort: to mean all ports, write the range from 1 to 65535`)
    return 'unknown'
  }
  problem(path, 'none of the fields that are known is given')
  return 'unknown'
}

/** v1alpha1. */
function fromPort({ portNumber, portRange, namedPort }: Fields, path: Path, problem: Report): PortMatch[] | 'unknown' {
  if (isGiven(namedPort)) return [{ protocol: 'any', portName: text(namedPort), path }]
  const { protocol: written, port } = fields(portNumber)
  if (typeof port === 'number') {
    const protocol = protocolOf(written)
    if (protocol) return [{ protocol, first: port, last: port, path }]
  }
  const protocol = protocolOf(fields(portRange)['protocol'])
  if (isGiven(portRange) && protocol) return fromRange(protocol, fields(portRange), path, problem)
  problem(path, 'none of portNumber, portRange and namedPort is given as it should be')
  return 'unknown'
}

function fromRange(protocol: Protocol, { start, end }: Fields, path: Path, problem: Report): PortMatch[] | 'unknown' {
  if (typeof start !== 'number' || typeof end !== 'number' || end < start) {
    problem(
      path,
      `a range goes from a start to an end behind it, not from ${JSON.stringify(start)} to ${JSON.stringify(end)}`,
    )
    return 'unknown'
  }
  return [{ protocol, first: start, last: end, path }]
}

function protocolOf(written: unknown): Protocol | undefined {
  return isGiven(written) ? (['TCP', 'UDP', 'SCTP'] as const).find((each) => each === written) : 'TCP'
}
