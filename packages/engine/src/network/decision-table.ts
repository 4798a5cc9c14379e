import { emptyBits, hasBit } from './bits.ts'
import { type CompiledDirection, type CompiledRule, isOnNode, meansPeer } from './compile.ts'
import { decide, type DecisionContext, type Outcome, type PeerTest, type Tiers, tiersOf } from './decide.ts'
import type { PeerParts } from './peer-parts.ts'
import type { PartNumbers } from './partition.ts'
import type { EndpointClass } from './world/classes.ts'

const noPorts: ReadonlyMap<string, number> = new Map()

interface Parts {
  /** The part of each class. */
  readonly partOf: PartNumbers
  /** Outcomes by part, one behind the other: what can be allowed, then what can be denied. */
  readonly rows: Uint32Array
  /** Words of one set of ports. */
  readonly words: number
}

/**
 * Outcomes of one set of policies for every peer. They are worked out all at once when the first is asked for, and once
 * for all peers that the rules do not tell apart.
 */
export class DecisionTable {
  readonly #policies: readonly CompiledDirection[]
  readonly #hostPolicies: readonly CompiledDirection[]
  readonly #subject: EndpointClass
  readonly #isEgress: boolean
  readonly #peers: PeerParts
  readonly #context: DecisionContext
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

  canAllow(peer: number, port: number): boolean {
    const { partOf, rows, words } = this.#filled ?? this.parts
    return (((rows[(partOf[peer] ?? 0) * 2 * words + (port >>> 5)] ?? 0) >>> (port & 31)) & 1) === 1
  }

  canDeny(peer: number, port: number): boolean {
    const { partOf, rows, words } = this.#filled ?? this.parts
    return (((rows[((partOf[peer] ?? 0) * 2 + 1) * words + (port >>> 5)] ?? 0) >>> (port & 31)) & 1) === 1
  }

  /** Which outcome each class of peers meets. */
  get parts(): Parts {
    return (this.#filled ??= this.#fill())
  }

  /** What peers may meet at a port, of all of them. */
  *outcomes(): Generator<Outcome> {
    const { rows, words } = this.parts
    for (let at = 0; at < rows.length; at += 2 * words)
      yield { canAllow: rows.subarray(at, at + words), canDeny: rows.subarray(at + words, at + 2 * words) }
  }

  #fill(): Parts {
    const { partOf, samples } = this.#peers
    const words = (this.#context.portIndex.groups.length + 31) >>> 5
    const rows = new Uint32Array(samples.length * 2 * words)
    const { canAllow, canDeny } = this.#context.scratch
    samples.forEach((peer, part) => {
      canAllow.fill(0)
      canDeny.fill(0)
      this.#addOutcome({ canAllow, canDeny }, peer)
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

  #addOutcome(outcome: Outcome, peer: EndpointClass, counts?: PeerTest, also?: PeerTest): void {
    const pod = this.#isEgress ? peer : this.#subject
    // Taken for its node, a pod is an address, and names of ports mean nothing there.
    const address = pod.kind === 'host pod' ? { ...pod, ports: noPorts } : pod
    const add = (tiers: Tiers, means: PeerTest, destination: EndpointClass) => {
      const isMeant = (rule: CompiledRule) => (counts?.(rule) ?? true) && (means(rule) || (also?.(rule) ?? false))
      decide(tiers, counts || also ? isMeant : means, destination, this.#context, outcome)
    }
    const known = isOnNode(this.#subject, peer)
    const isHost = this.#peers.areRelative && (peer.kind === 'node' || peer.kind === 'host pod')
    // Where it is not known which node the subject is on, both may be.
    for (const sameNode of known === undefined && isHost ? bothWays : [known === true]) {
      const means = (rule: CompiledRule) => meansPeer(rule, peer, sameNode)
      add((this.#own ??= tiersOf(this.#policies)), means, address)
      // Pods on their node's network: what is true of the node, or of a pod, whichever an implementation takes them for.
      if (peer.kind !== 'host pod' && this.#hostPolicies.length === 0) continue
      const meansPod = (rule: CompiledRule) =>
        means(rule) || (rule.hostPeers !== undefined && hasBit(rule.hostPeers, peer.id))
      const all = (this.#all ??= tiersOf([...this.#policies, ...this.#hostPolicies]))
      add(all, meansPod, pod)
    }
  }
}

const bothWays = [true, false]
