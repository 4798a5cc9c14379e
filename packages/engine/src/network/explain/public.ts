import { type Ip, type IpRange, parseCidr } from '../world/ip.ts'

/** Addresses that nobody on the internet has. Source: IANA registries of special-purpose addresses, RFC 6890. */
const special: readonly IpRange[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  // Global unicast is 2000::/3 alone.
  '::/3',
  '4000::/2',
  '8000::/1',
  '2001:db8::/32',
].flatMap((cidr) => parseCidr(cidr) ?? [])

/** The blocks that a policy leaves out to mean the internet, and not the networks around the cluster. */
export const privateBlocks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] as const

export function isPublic({ family, value }: Ip): boolean {
  return !special.some((each) => each.family === family && each.first <= value && value <= each.last)
}

/** An address of the internet in ranges; undefined where they hold none. */
export function publicAddressIn(ranges: readonly IpRange[]): Ip | undefined {
  for (const { family, first, last } of ranges) {
    let value = first
    while (value <= last) {
      const taken = special.find((each) => each.family === family && each.first <= value && value <= each.last)
      if (taken === undefined) return { family, value }
      value = taken.last + 1n
    }
  }
  return undefined
}

/** How many addresses of the internet are in ranges. */
export function publicSize(ranges: readonly IpRange[]): bigint {
  let size = 0n
  for (const { family, first, last } of ranges) {
    size += last - first + 1n
    for (const each of special) {
      if (each.family !== family) continue
      const from = each.first > first ? each.first : first
      const to = each.last < last ? each.last : last
      if (from <= to) size -= to - from + 1n
    }
  }
  return size
}
