import { hasBit } from '../bits.ts'
import type { Model } from '../network.ts'
import type { VerdictKind } from '../verdict.ts'
import type { EndpointClass } from '../world/classes.ts'
import { parseIp } from '../world/ip.ts'

/** Whether pods can connect to a TCP port of an address outside; undefined for what is no address. */
export function egressTo(
  { classes, portIndex, table }: Model,
  subject: EndpointClass,
  address: string,
  port: number,
): VerdictKind | undefined {
  const ip = parseIp(address)
  const peer = ip && classes.ofAddress(ip)
  const group = portIndex.groupOf('TCP', port)
  if (ip === undefined || peer === undefined || group < 0) return undefined
  if (subject.ips !== undefined && subject.ips.family !== ip.family) return 'deny'
  const own = table('egress', subject)
  if (own === undefined) return 'allow'
  // Worked out for this peer alone: a rule that asks about one address needs no table of all.
  const { canAllow, canDeny } = own.outcomeWhere(peer)
  if (!hasBit(canDeny, group)) return 'allow'
  return hasBit(canAllow, group) ? 'implementation-defined' : 'deny'
}
