import { hasBit } from './bits.ts'
import { type CompiledDirection, type CompiledRule, isOnNode, meansPeer, portsAt } from './compile.ts'
import type { PeerTest } from './decision-table.ts'
import type { Model } from './network.ts'
import type { FlowDirection } from './policy/policy.ts'
import type { Side } from './sides.ts'
import type { Connection, VerdictKind } from './verdict.ts'
import type { EndpointClass } from './world/classes.ts'

/** One direction of a connection, for questions beyond its verdict: which rules mean it, and what if some did not count. */
export class Asked {
  /** Policies about the subject in this direction. */
  readonly policies: readonly CompiledDirection[]
  readonly #model: Model
  readonly #connection: Connection
  readonly #direction: FlowDirection
  readonly #subject: EndpointClass
  readonly #peers: readonly EndpointClass[]
  readonly #name: string | undefined

  constructor(model: Model, connection: Connection, direction: FlowDirection) {
    this.#model = model
    this.#connection = connection
    this.#direction = direction
    const isEgress = direction === 'egress'
    this.#subject = isEgress ? connection.fromClass : connection.toClass
    const side = isEgress ? connection.to : connection.from
    this.#name = side.name
    this.#peers =
      side.name !== undefined && side.ip === undefined
        ? anywhere(model, isEgress ? connection.from : connection.to)
        : [isEgress ? connection.toClass : connection.fromClass]
    this.policies = model.selecting(direction, this.#subject)
  }

  /** The verdict where only some rules count. */
  verdict(counts: PeerTest = () => true): VerdictKind {
    const table = this.#model.table(this.#direction, this.#subject)
    if (table === undefined) return 'allow'
    const outcomes = this.#peers.map((peer) => table.outcomeWhere(peer, counts, (rule) => this.meansName(rule)))
    const { group } = this.#connection
    if (!outcomes.some(({ canDeny }) => hasBit(canDeny, group))) return 'allow'
    return outcomes.some(({ canAllow }) => hasBit(canAllow, group)) ? 'implementation-defined' : 'deny'
  }

  /** The rules that mean this connection, or may. */
  get matching(): readonly CompiledRule[] {
    return this.policies.flatMap(({ rules }) => rules.filter((rule) => this.matches(rule)))
  }

  matches(rule: CompiledRule): boolean {
    return this.atPort(rule) && (this.meansName(rule) || this.#peers.some((peer) => this.#mayMean(rule, peer)))
  }

  /** Whether a rule means the port, whoever the peer is. */
  atPort({ ports }: CompiledRule): boolean {
    const { toClass, group } = this.#connection
    const destinations = this.#direction === 'egress' ? this.#peers : [toClass]
    return destinations.some((each) => hasBit(portsAt(ports, each, this.#model.portIndex), group))
  }

  /** Whether a rule means the name, and has a way to learn its addresses where it needs one. */
  meansName(rule: CompiledRule): boolean {
    const name = this.#name
    if (name === undefined) return false
    return rule.names.some(({ matches, learnt }) => matches(name) && (learnt !== true || this.isLookedUp))
  }

  /** Whether a rule lets the subject look the name up through a DNS proxy. */
  get isLookedUp(): boolean {
    const name = this.#name
    if (name === undefined) return false
    return this.policies.some(({ rules }) =>
      rules.some(({ rule }) => rule.action === 'allow' && rule.lookups?.some(({ matches }) => matches(name))),
    )
  }

  /** Whether it depends on which node the subject is on, and that is not known. */
  get dependsOnNode(): boolean {
    return this.#peers.some(
      (peer) =>
        (peer.kind === 'node' || peer.kind === 'host pod') &&
        isOnNode(this.#subject, peer) === undefined &&
        this.policies.some(({ rules }) => rules.some((rule) => rule.onNodes !== undefined && this.atPort(rule))),
    )
  }

  #mayMean(rule: CompiledRule, peer: EndpointClass): boolean {
    if (rule.hostPeers !== undefined && hasBit(rule.hostPeers, peer.id)) return true
    const known = isOnNode(this.#subject, peer)
    return known === undefined
      ? [true, false].some((same) => meansPeer(rule, peer, same))
      : meansPeer(rule, peer, known)
  }
}

/** A name can stand for any address outside, of the families that the other side has, where its addresses are known. */
function anywhere({ classes }: Model, { endpoint, ip }: Side): readonly EndpointClass[] {
  const families = new Set((endpoint?.ips ?? (ip ? [ip] : [])).map(({ family }) => family))
  if (families.size === 0) return classes.external
  return classes.external.filter(({ ips }) => ips !== undefined && families.has(ips.family))
}
