import type { Path } from '../../yaml/index.ts'
import type { PortMatch } from '../policy/policy.ts'
import { fields, isGiven, list, text } from '../world/source.ts'

const withPorts = ['TCP', 'UDP', 'SCTP'] as const
/** Protocols that policies can name, and that no connection asked about here is of. */
const withoutPorts = ['VRRP', 'IGMP', 'GRE', 'IPIP', 'IPV6', 'ESP', 'AH']

/** The ports of one item of toPorts. Port 0 is every port; no protocol, and ANY, are TCP, UDP and SCTP, and not ICMP. */
export function portMatches(item: unknown, path: Path): PortMatch[] {
  return list(fields(item)['ports']).flatMap((written, i) => {
    const at = [...path, 'ports', i]
    const { port, endPort, protocol } = fields(written)
    const name = protocolOf(protocol)
    const meant = name === 'ANY' ? withPorts : withPorts.filter((each) => each === name)
    return meant.map((each): PortMatch => {
      const number = numberOf(port)
      if (number === undefined) return { protocol: each, portName: text(port).toLowerCase(), path: at }
      if (number === 0) return { protocol: each, first: 0, last: 65_535, path: at }
      return { protocol: each, first: number, last: typeof endPort === 'number' ? endPort : number, path: at }
    })
  })
}

/** Why the API refuses a port; undefined where it does not. Source: cilium/cilium pkg/policy/api/rule_validation.go. */
export function portFault(written: unknown): string | undefined {
  const { port, endPort, protocol } = fields(written)
  if (typeof port !== 'string' || port === '')
    return `is to be a number or a name in quotes, not ${JSON.stringify(port)}`
  const number = numberOf(port)
  if (number === undefined && !/^(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/i.test(port))
    return `is neither a number nor a name: ${JSON.stringify(port)}`
  if (number !== undefined && number > 65_535) return `is no port: ${port}`
  if (isGiven(endPort) && endPort !== 0) {
    if (number === undefined) return 'has an endPort, which needs a port that is a number'
    if (typeof endPort !== 'number' || !Number.isInteger(endPort) || endPort < number || endPort > 65_535)
      return `has an endPort that does not lie behind port ${port}: ${JSON.stringify(endPort)}`
  }
  const name = protocolOf(protocol)
  if (name !== 'ANY' && !withPorts.some((each) => each === name) && !withoutPorts.includes(name))
    return `has a protocol that is none: ${JSON.stringify(protocol)}`
  return undefined
}

export function protocolOf(written: unknown): string {
  return isGiven(written) && written !== '' ? text(written).toUpperCase() : 'ANY'
}

/** The number that a port is; undefined for a name. */
export function numberOf(port: unknown): number | undefined {
  return /^\d+$/.test(text(port)) ? Number(port) : undefined
}

const echoRequest = { 4: [8, 'EchoRequest'], 6: [128, 'EchoRequest'] } as const

/**
 * The ICMP that a rule means, as far as it begins something: an echo request, which is what is asked of ICMP here. Types of
 * answers and errors come with what they belong to.
 */
export function icmpMatches(icmps: unknown, path: Path): PortMatch[] {
  return list(icmps).flatMap((item, i) =>
    list(fields(item)['fields']).flatMap((field, j): PortMatch[] => {
      const { family: written, type } = fields(field)
      const family = written === 'IPv6' ? 6 : 4
      if (!echoRequest[family].some((each) => each === type || String(each) === type)) return []
      return [{ protocol: 'ICMP', first: 0, last: 0, family, path: [...path, i, 'fields', j] }]
    }),
  )
}
