import { WarrantError } from '../errors/index.ts'
import { Asked } from './asked.ts'
import { conditionsFor } from './conditions.ts'
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
    this.egress = connection.exempt === undefined ? verdictIn(model, connection, 'egress') : 'allow'
    if (this.egress === 'deny') this.verdict = 'deny'
    else if (this.ingress === 'allow') this.verdict = this.egress
    else this.verdict = this.ingress
  }

  /** Looked at only where it matters, as what the source may not do is denied already. */
  get ingress(): VerdictKind {
    this.#ingress ??=
      this.connection.exempt === undefined ? verdictIn(this.#model, this.connection, 'ingress') : 'allow'
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
  const { fromClass, toClass, group, from, to } = connection
  const [subject, peer, peerSide] = direction === 'egress' ? [fromClass, toClass, to] : [toClass, fromClass, from]
  const table = model.table(direction, subject)
  if (table === undefined) return 'allow'
  if (peerSide.name !== undefined) return new Asked(model, connection, direction).verdict()
  if (!table.canDeny(peer.id, group)) return 'allow'
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
  return { from, to, fromClass, toClass, protocol, port, group, exempt: exemption(from, to) }
}

/** What never meets a policy: a pod's traffic to itself, and that of a node to the pods that it runs. */
function exemption({ endpoint: from }: Side, { endpoint: to }: Side): string | undefined {
  if (from === undefined || to === undefined) return undefined
  if (from === to && !from.isTemplate) return 'what a pod sends to itself never leaves it'
  if (from.hostNetwork && from.node !== undefined && from.node === to.node)
    return to.hostNetwork ? 'both are on the network of the same node' : 'a node always reaches the pods that it runs'
  return undefined
}
