import { type Bits, emptyBits, hasBit, isEmpty, keepOnly } from './bits.ts'
import { type CompiledDirection, type CompiledRule, isOnNode, meansPeer, portsAt, withoutNames } from './compile.ts'
import { decide, type Hits, type Outcome, type Scratch, type Tiers, tiersOf } from './decide.ts'
import type { PartNumbers } from './partition.ts'
import type { PeerParts } from './peer-parts.ts'
import { PeersAt } from './peers-at.ts'
import type { Classes, EndpointClass } from './world/classes.ts'
import type { PortIndex } from './world/port-index.ts'

export interface DecisionContext {
  readonly classes: Classes
  readonly portIndex: PortIndex
  /** The ICMP group. */
  readonly icmp: Bits
  /** Of groups of ports. */
  readonly ports: Scratch
  /** Of classes. */
  readonly peers: Scratch
}

/** Whether a rule means a peer. */
export type PeerTest = (rule: CompiledRule) => boolean

interface Parts {
  /** The part of each class. */
  readonly partOf: PartNumbers
  /** Outcomes by part, one behind the other: what can be allowed, then what can be denied. */
  readonly rows: Uint32Array
  /** Words of one set of ports. */
  readonly words: number
}

/**
 * Outcomes of one set of policies for every peer: port by port, as they are asked for, or for all ports at once, worked out
 * once for all peers that the rules do not tell apart.
 */
export class DecisionTable {
  readonly #policies: readonly CompiledDirection[]
  readonly #hostPolicies: readonly CompiledDirection[]
  readonly #subject: EndpointClass
  readonly #isEgress: boolean
  readonly #peers: PeerParts
  readonly #context: DecisionContext
  /** By port, words of the peers that can be denied and of those that can be allowed, in turns. */
  readonly #columns = new Map<number, Bits>()
  #filled: Parts | undefined
  /** Its tiers without policies of hosts, and with them. */
  #own: Tiers | undefined
  #all: Tiers | undefined

  constructor(
    policies: readonly CompiledDirection[],
    hostPolicies: readonly CompiledDirection[],
    subject: EndpointClass,
    isEgress: boolean,
    peers: PeerParts,
    context: DecisionContext,
  ) {
    this.#policies = policies
    this.#hostPolicies = hostPolicies
    this.#subject = subject
    this.#isEgress = isEgress
    this.#peers = peers
    this.#context = context
  }

  /** Whether a peer can be denied a port. */
  canDeny(peer: number, port: number): boolean {
    const column = this.#columns.get(port) ?? this.#nextColumn(port)
    if (column === undefined) return this.#isInRow(peer, 1, port)
    return (((column[(peer >>> 5) * 2] ?? 0) >>> (peer & 31)) & 1) === 1
  }

  /** Whether a peer can be allowed a port: it can be denied it as well where that is left to the implementation. */
  canAllow(peer: number, port: number): boolean {
    const column = this.#columns.get(port) ?? this.#nextColumn(port)
    if (column === undefined) return this.#isInRow(peer, 0, port)
    return (((column[(peer >>> 5) * 2 + 1] ?? 0) >>> (peer & 31)) & 1) === 1
  }

  #isInRow(peer: number, row: 0 | 1, port: number): boolean {
    const { partOf, rows, words } = this.parts
    return (((rows[((partOf[peer] ?? 0) * 2 + row) * words + (port >>> 5)] ?? 0) >>> (port & 31)) & 1) === 1
  }

  /** Whether any peer can be denied a port. */
  canDenyAny(port: number): boolean {
    return this.#columnOf(port).some((word, i) => i % 2 === 0 && word !== 0)
  }

  /** Whether any peer can be allowed a port. */
  canAllowAny(port: number): boolean {
    return this.#columnOf(port).some((word, i) => i % 2 === 1 && word !== 0)
  }

  /** Whether all peers can be denied a port. */
  canDenyAll(port: number): boolean {
    const column = this.#columnOf(port)
    return this.#context.peers.all.every((word, i) => column[i * 2] === word)
  }

  /** Which outcome each class of peers meets. */
  get parts(): Parts {
    return (this.#filled ??= this.#fill())
  }

  /** A port that was not asked for yet; undefined where many were: then all ports at once take less room. */
  #nextColumn(port: number): Bits | undefined {
    if (this.#columns.size === mostColumns) return undefined
    const column = this.#columnOf(port)
    this.#columns.set(port, column)
    return column
  }

  /** Decides a port for all peers. */
  #columnOf(port: number): Bits {
    const known = this.#columns.get(port)
    if (known) return known
    const { classes, icmp, peers } = this.#context
    const { all, canAllow, canDeny } = peers
    const icmpPeers = hasBit(icmp, port) ? all : emptyBits(classes.all.length)
    const asked = new PeersAt(this.#context, this.#subject, this.#isEgress)
    const hasHosts = this.#hostPolicies.length > 0
    canAllow.fill(0)
    canDeny.fill(0)
    // Pods on their node's network first: what is true of other peers is true of them besides.
    if (hasHosts || !isEmpty(classes.hostPods)) {
      for (const isSameNode of this.#peers.areRelative ? bothWays : [false])
        decide(this.#withHosts, asked.hits(port, isSameNode, true), icmpPeers, peers, peers)
      if (!hasHosts) for (const found of [canAllow, canDeny]) keepOnly(found, classes.hostPods)
    }
    for (const isSameNode of this.#peers.areRelative ? bothWays : [false])
      decide(this.#withoutHosts, asked.hits(port, isSameNode, false), icmpPeers, peers, peers)
    const column = new Uint32Array(all.length * 2)
    for (let i = 0; i < all.length; i++) {
      column[i * 2] = canDeny[i] ?? 0
      column[i * 2 + 1] = canAllow[i] ?? 0
    }
    return column
  }

  #fill(): Parts {
    const { partOf, samples } = this.#peers
    const { canAllow, canDeny } = this.#context.ports
    const words = canAllow.length
    const rows = new Uint32Array(samples.length * 2 * words)
    samples.forEach((peer, part) => {
      canAllow.fill(0)
      canDeny.fill(0)
      this.#addOutcome(this.#context.ports, peer)
      rows.set(canAllow, part * 2 * words)
      rows.set(canDeny, (part * 2 + 1) * words)
    })
    return { partOf, rows, words }
  }

  /** The outcome for a peer where only some rules count, and others mean it that would not by its address. */
  outcomeWhere(peer: EndpointClass, counts?: PeerTest, also?: PeerTest): Outcome {
    const size = this.#context.portIndex.groups.length
    const outcome = { canAllow: emptyBits(size), canDeny: emptyBits(size) }
    this.#addOutcome(outcome, peer, counts, also)
    return outcome
  }

  /** Decides all ports for a peer. */
  #addOutcome(outcome: Outcome, peer: EndpointClass, counts?: PeerTest, also?: PeerTest): void {
    const { portIndex, icmp, ports } = this.#context
    const pod = this.#isEgress ? peer : this.#subject
    const address = withoutNames(pod)
    const add = (tiers: Tiers, means: PeerTest, destination: EndpointClass) => {
      const isMeant = (rule: CompiledRule) => (counts?.(rule) ?? true) && (means(rule) || (also?.(rule) ?? false))
      const test = counts || also ? isMeant : means
      const hits: Hits = (rule) => (test(rule) ? portsAt(rule.ports, destination, portIndex, ports.hit) : undefined)
      decide(tiers, hits, icmp, ports, outcome)
    }
    const known = isOnNode(this.#subject, peer)
    const isHost = this.#peers.areRelative && (peer.kind === 'node' || peer.kind === 'host pod')
    // Where it is not known which node the subject is on, both may be.
    for (const sameNode of known === undefined && isHost ? bothWays : [known === true]) {
      const means = (rule: CompiledRule) => meansPeer(rule, peer, sameNode)
      add(this.#withoutHosts, means, address)
      // Pods on their node's network: what is true of the node, or of a pod, whichever an implementation takes them for.
      if (peer.kind !== 'host pod' && this.#hostPolicies.length === 0) continue
      const meansPod = (rule: CompiledRule) =>
        means(rule) || (rule.hostPeers !== undefined && hasBit(rule.hostPeers, peer.id))
      add(this.#withHosts, meansPod, pod)
    }
  }

  get #withoutHosts(): Tiers {
    return (this.#own ??= tiersOf(this.#policies))
  }

  get #withHosts(): Tiers {
    return (this.#all ??= tiersOf([...this.#policies, ...this.#hostPolicies]))
  }
}

const bothWays = [true, false]
/** How many ports are kept by themselves: each takes two bits for every class. */
const mostColumns = 8
