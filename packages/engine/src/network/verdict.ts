import { WarrantError } from '../errors/index.ts'
import { Asked } from './asked.ts'
import { conditionsFor } from './conditions.ts'
import type { DecisionTable } from './decision-table.ts'
import { reasonsFor } from './reasons.ts'
import type { Model } from './network.ts'
import type { FlowDirection, Protocol } from './policy/policy.ts'
import { protocols } from './policy/policy.ts'
import type { Side } from './sides.ts'
import type { EndpointClass } from './world/classes.ts'

export interface PortRef {
  /** Left out for ICMP alone. */
  readonly port?: number | undefined
  /** TCP when left out. */
  readonly protocol?: Protocol | undefined
}

export type VerdictKind = 'allow' | 'deny' | 'implementation-defined'

/** A connection that is asked about. */
export interface Connection {
  readonly from: Side
  readonly to: Side
  readonly fromClass: EndpointClass
  readonly toClass: EndpointClass
  readonly protocol: Protocol
  readonly port: number
  /** The group of ports that it is in. */
  readonly group: number
  /** Why no policy is asked, if so. */
  readonly exempt: string | undefined
  /** Why the two never meet, whatever policies say, if so. */
  readonly apart: string | undefined
}

/** Whether a connection can be made. */
export class Verdict {
  readonly verdict: VerdictKind
  readonly egress: VerdictKind
  readonly connection: Connection
  readonly #model: Model
  #ingress: VerdictKind | undefined

  constructor(model: Model, connection: Connection) {
    this.#model = model
    this.connection = connection
    this.egress = verdictIn(model, connection, 'egress')
    if (this.egress === 'deny') this.verdict = 'deny'
    else if (this.ingress === 'allow') this.verdict = this.egress
    else this.verdict = this.ingress
  }

  /** Looked at only where it matters, as what the source may not do is denied already. */
  get ingress(): VerdictKind {
    this.#ingress ??= verdictIn(this.#model, this.connection, 'ingress')
    return this.#ingress
  }

  /** Why, in sentences: for each direction what decides it. */
  get reasons(): readonly string[] {
    return reasonsFor(this.#model, this)
  }

  /** What must hold besides for an `allow`, in words, such as HTTP methods: all of them. */
  get conditions(): readonly string[] {
    return this.verdict === 'allow' ? conditionsFor(this.#model, this.connection) : []
  }
}

/** The verdict in one direction. */
export function verdictIn(model: Model, connection: Connection, direction: FlowDirection): VerdictKind {
  const { fromClass, toClass, group, from, to, exempt, apart } = connection
  if (exempt !== undefined) return 'allow'
  if (apart !== undefined) return 'deny'
  const isEgress = direction === 'egress'
  const subject = isEgress ? fromClass : toClass
  const peer = isEgress ? toClass : fromClass
  const table = model.table(direction, subject)
  if (table === undefined) return 'allow'
  if ((isEgress ? to : from).name !== undefined) return new Asked(model, connection, direction).verdict()
  return verdictOf(table, peer, group)
}

/** What a table says of a peer at a group of ports; without one nothing is refused. */
export function verdictOf(table: DecisionTable | undefined, peer: EndpointClass, group: number): VerdictKind {
  if (!table?.canDeny(peer.id, group)) return 'allow'
  return table.canAllow(peer.id, group) ? 'implementation-defined' : 'deny'
}

/** @throws WarrantError `usage` for what is no port or protocol. */
export function connectionOf(
  model: Model,
  [from, fromClass]: readonly [Side, EndpointClass],
  [to, toClass]: readonly [Side, EndpointClass],
  { port = 0, protocol = 'TCP' }: PortRef,
): Connection {
  if (!protocols.includes(protocol))
    throw new WarrantError('usage', `${JSON.stringify(protocol)} is none of ${protocols.join(', ')}`)
  const group = model.portIndex.groupOf(protocol, port)
  if (group < 0 || !Number.isInteger(port)) throw new WarrantError('usage', `${port} is no port`)
  const exempt = exemption(from, to, fromClass)
  const isMet = exempt !== undefined || !model.hasBothFamilies
  const apart = isMet ? undefined : apartBecause([from, fromClass], [to, toClass])
  return { from, to, fromClass, toClass, protocol, port, group, exempt, apart }
}

/**
 * Two endpoints have classes of a common family of addresses where there is one. To addresses outside policies alone
 * count: translators between the families stand on the way there (NAT64, RFC 6146).
 */
function apartBecause(
  [from, { ips: own }]: readonly [Side, EndpointClass],
  [to, { ips: other }]: readonly [Side, EndpointClass],
): string | undefined {
  if (own === undefined || other === undefined || own.family === other.family) return undefined
  if (from.endpoint === undefined || to.endpoint === undefined) return undefined
  return `${from.title} has only IPv${own.family} to connect to ${to.title} with, which is reached by IPv${other.family}`
}

/** What never meets a policy: a pod's traffic to itself, and that of a node to the pods that it runs. */
function exemption({ endpoint: from }: Side, { endpoint: to }: Side, { kind }: EndpointClass): string | undefined {
  if (from === undefined || to === undefined) return undefined
  if (from === to && !from.isTemplate) return 'what a pod sends to itself never leaves it'
  // Looked up before the endpoints themselves: a network has many, and few are on their nodes.
  if (kind !== 'pod' && from.hostNetwork && from.node !== undefined && from.node === to.node)
    return to.hostNetwork ? 'both are on the network of the same node' : 'a node always reaches the pods that it runs'
  return undefined
}
