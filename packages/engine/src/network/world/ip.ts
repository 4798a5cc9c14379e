import ipaddr from 'ipaddr.js'

/** An IP address as a number, with its family; IPv4 addresses written as IPv6 ones count as IPv4. */
export interface Ip {
  readonly family: 4 | 6
  readonly value: bigint
}

/** Addresses from first to last of one family. */
export interface IpRange {
  readonly family: 4 | 6
  readonly first: bigint
  readonly last: bigint
}

/** A CIDR block without the blocks that are taken out of it. */
export interface IpBlock {
  readonly cidr: string
  readonly except: readonly string[]
}

/** Reads an address; undefined for anything else. Leading zeros and short forms are refused, as Go refuses them. */
export function parseIp(text: string): Ip | undefined {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return undefined
  if (/%/.test(text)) return undefined
  const parsed = ipaddr.process(text)
  return { family: parsed.kind() === 'ipv4' ? 4 : 6, value: numberOf(parsed.toByteArray()) }
}

/** Reads a block such as `10.0.0.0/8`; bits behind the prefix do not count. */
export function parseCidr(text: string): IpRange | undefined {
  const [, address = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text) ?? []
  const ip = parseIp(address)
  const bits = Number(length)
  if (ip === undefined || length === '') return undefined
  const width = ip.family === 4 ? 32 : 128
  if (bits > width || (length.length > 1 && length.startsWith('0'))) return undefined
  const host = (1n << BigInt(width - bits)) - 1n
  const first = ip.value & ~host
  return { family: ip.family, first, last: first | host }
}

export function ipText({ family, value }: Ip): string {
  const length = family === 4 ? 4 : 16
  const bytes = Array.from({ length }, (_, i) => Number((value >> BigInt(8 * (length - 1 - i))) & 255n))
  return ipaddr.fromByteArray(bytes).toString()
}

export function lastOf(family: 4 | 6): bigint {
  return (1n << (family === 4 ? 32n : 128n)) - 1n
}

/** A range as one CIDR where it is one, else `first-last`. */
export function rangeText({ family, first, last }: IpRange): string {
  const size = last - first + 1n
  const isBlock = (size & (size - 1n)) === 0n && first % size === 0n
  if (!isBlock) return `${ipText({ family, value: first })}-${ipText({ family, value: last })}`
  const width = family === 4 ? 32 : 128
  return `${ipText({ family, value: first })}/${width - (size.toString(2).length - 1)}`
}

function numberOf(bytes: readonly number[]): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n)
}
