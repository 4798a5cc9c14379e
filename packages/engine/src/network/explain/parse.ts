import { WarrantError } from '../../errors/index.ts'
import { type Protocol, protocols } from '../policy/policy.ts'

/** One side as it was typed, taken apart. */
export interface Typed {
  readonly name: string
  /** A number or a name. */
  readonly port: string | undefined
  readonly protocol: Protocol | undefined
}

/**
 * Takes `NAME`, `NAME:PORT` and `NAME:PORT/PROTOCOL` apart; an IPv6 address with a port stands in brackets.
 *
 * @throws WarrantError `usage` for a protocol that there is not.
 */
export function parseSide(text: string): Typed {
  const trimmed = text.trim()
  const bracketed = /^\[([^\]]+)\](?::(.+))?$/.exec(trimmed)
  if (bracketed) return { name: bracketed[1] ?? '', ...portOf(bracketed[2]) }
  const colons = trimmed.split(':').length - 1
  if (colons !== 1) return { name: trimmed, port: undefined, protocol: undefined }
  const at = trimmed.indexOf(':')
  return { name: trimmed.slice(0, at), ...portOf(trimmed.slice(at + 1)) }
}

function portOf(text: string | undefined): Pick<Typed, 'port' | 'protocol'> {
  if (text === undefined || text === '') return { port: undefined, protocol: undefined }
  const [first = '', second] = text.split('/')
  const own = asProtocol(first)
  if (second === undefined && own === 'ICMP') return { port: undefined, protocol: own }
  const protocol = second === undefined ? undefined : asProtocol(second)
  if (second !== undefined && protocol === undefined)
    throw new WarrantError('usage', `${JSON.stringify(second)} is none of ${protocols.join(', ')}`)
  return { port: first, protocol }
}

export function asProtocol(text: string): Protocol | undefined {
  return protocols.find((each) => each === text.toUpperCase())
}
