import { addAll, type Bits, emptyBits, hasBit, isEmpty, keepOnly, removeAll } from './bits.ts'
import { type CompiledDirection, type CompiledRule, isOnNode, meansPeer, portsAt } from './compile.ts'
import type { Partition, PartNumbers } from './partition.ts'
import type { EndpointClass } from './world/classes.ts'
import type { PortIndex } from './world/port-index.ts'

/** What a subject's policies in one direction may come to, by port: both where it is left to the implementation. */
export interface Outcome {
  readonly canAllow: Bits
  readonly canDeny: Bits
}

export interface DecisionContext {
  readonly portIndex: PortIndex
  /** The ICMP group. */
  readonly icmp: Bits
  /** Of all classes; one that all tables share, as each is done with it before the next begins. */
  readonly partition: Partition
  /** All groups of ports, and sets that one decision after the other works with. */
  readonly scratch: Readonly<Record<'all' | 'open' | 'allowed' | 'denied', Bits>>
  /** Classes of pods on the network of their node. */
  readonly hostPods: Bits
  /** Classes that give a port this name, parted by its number and protocol. */
  readonly withPort: (name: string) => readonly Bits[]
}

/** Whether a rule means a peer. */
export type PeerTest = (rule: CompiledRule) => boolean

/** Policies of one direction in the order that they are asked in. */
interface Tiers {
  /** By priority. */
  readonly admin: readonly (readonly CompiledDirection[])[]
  readonly namespace: readonly CompiledDirection[]
  /** By priority. */
  readonly baseline: readonly (readonly CompiledDirection[])[]
  readonly isolates: boolean
  /** Whether one that isolates says nothing of ICMP. */
  readonly leavesIcmp: boolean
}

function tiersOf(policies: readonly CompiledDirection[]): Tiers {
  const tiers = { admin: [], namespace: [], baseline: [], ...Object.groupBy(policies, ({ owner }) => owner.tier) }
  const isolating = tiers.namespace.filter(({ isolates }) => isolates)
  return {
    admin: byPriority(tiers.admin),
    namespace: tiers.namespace,
    baseline: byPriority(tiers.baseline),
    isolates: isolating.length > 0,
    // NetworkPolicy speaks of TCP, UDP and SCTP alone: what an isolated pod gets of ICMP is not defined.
    leavesIcmp: isolating.some(({ owner }) => !owner.definesIcmp),
  }
}

function byPriority(policies: readonly CompiledDirection[]): readonly (readonly CompiledDirection[])[] {
  return [...Map.groupBy(policies, ({ owner }) => owner.priority)].sort(([a], [b]) => a - b).map(([, group]) => group)
}

/**
 * Walks the tiers as they are defined: Admin policies by priority, of which the first rule that matches wins and Pass
 * leaves the tier; NetworkPolicies, which only add, once any of them isolates; Baseline policies. What nothing decides is
 * allowed. Where policies of one priority disagree, both is possible.
 * Source: kubernetes-sigs/network-policy-api, apis/v1alpha2; k8s.io/api/networking/v1.
 */
function decide(
  { admin, namespace, baseline, isolates, leavesIcmp }: Tiers,
  means: PeerTest,
  destination: EndpointClass,
  { portIndex, icmp, scratch: { open, all, allowed, denied } }: DecisionContext,
): Outcome {
  const size = portIndex.groups.length
  const canAllow = emptyBits(size)
  const canDeny = emptyBits(size)
  open.set(all)
  const portsOf = (rule: CompiledRule) => portsAt(rule.ports, destination, portIndex)

  const walk = (groups: Tiers['admin']) => {
    if (groups.length === 0) return
    const left = emptyBits(size)
    for (const group of groups) {
      if (isEmpty(open)) break
      const decided = emptyBits(size)
      for (const { rules } of group) {
        const undecided = open.slice()
        for (const rule of rules) {
          if (!means(rule)) continue
          const hit = portsOf(rule).slice()
          keepOnly(hit, undecided)
          removeAll(undecided, hit)
          addAll(decided, hit)
          addAll(rule.rule.action === 'allow' ? canAllow : rule.rule.action === 'deny' ? canDeny : left, hit)
        }
      }
      removeAll(open, decided)
    }
    addAll(open, left)
  }

  walk(admin)
  if (namespace.length > 0) {
    denied.fill(0)
    allowed.fill(0)
    for (const { rules } of namespace) {
      for (const rule of rules) if (means(rule)) addAll(rule.rule.action === 'deny' ? denied : allowed, portsOf(rule))
    }
    if (isolates && leavesIcmp)
      for (let i = 0; i < open.length; i++) {
        const undefinedIcmp = (icmp[i] ?? 0) & (open[i] ?? 0)
        canAllow[i] = (canAllow[i] ?? 0) | undefinedIcmp
        canDeny[i] = (canDeny[i] ?? 0) | undefinedIcmp
      }
    keepOnly(denied, open)
    addAll(canDeny, denied)
    removeAll(open, denied)
    if (isolates) {
      keepOnly(allowed, open)
      addAll(canAllow, allowed)
      removeAll(open, allowed)
      addAll(canDeny, open)
      open.fill(0)
    }
  }
  walk(baseline)
  addAll(canAllow, open)
  return { canAllow, canDeny }
}

const noPorts: ReadonlyMap<string, number> = new Map()

interface Parts {
  /** The part of each class. */
  readonly partOf: PartNumbers
  readonly outcomes: readonly Outcome[]
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
  readonly #classes: readonly EndpointClass[]
  readonly #context: DecisionContext
  /** Whether any of the rules means nodes by where the subject is. */
  readonly #isRelative: boolean
  #filled: Parts | undefined
  /** Its tiers without policies of hosts, and with them. */
  #own: Tiers | undefined
  #all: Tiers | undefined

  constructor(
    policies: readonly CompiledDirection[],
    hostPolicies: readonly CompiledDirection[],
    subject: EndpointClass,
    isEgress: boolean,
    classes: readonly EndpointClass[],
    context: DecisionContext,
  ) {
    this.#policies = policies
    this.#hostPolicies = hostPolicies
    this.#subject = subject
    this.#isEgress = isEgress
    this.#classes = classes
    this.#context = context
    this.#isRelative = [...policies, ...hostPolicies].some(({ rules }) => rules.some(({ onNodes }) => onNodes))
  }

  canAllow(peer: number, port: number): boolean {
    const { partOf, rows, words } = this.#filled ?? this.parts
    return (((rows[(partOf[peer] ?? 0) * 2 * words + (port >>> 5)] ?? 0) >>> (port & 31)) & 1) === 1
  }

  canDeny(peer: number, port: number): boolean {
    const { partOf, rows, words } = this.#filled ?? this.parts
    return (((rows[((partOf[peer] ?? 0) * 2 + 1) * words + (port >>> 5)] ?? 0) >>> (port & 31)) & 1) === 1
  }

  outcome(peer: number): Outcome {
    const { partOf, outcomes } = this.parts
    const found = outcomes[partOf[peer] ?? -1]
    if (found === undefined) throw new RangeError(`there is no class ${peer}`)
    return found
  }

  /** Which outcome each class of peers meets. */
  get parts(): Parts {
    return (this.#filled ??= this.#fill())
  }

  #fill(): Parts {
    const partition = this.#context.partition.reset()
    const rules = [...this.#policies, ...this.#hostPolicies].flatMap((each) => each.rules)
    for (const { rule, peers, hostPeers } of rules) {
      if (rule.peers !== undefined) partition.split(peers)
      if (hostPeers) partition.split(hostPeers)
    }
    partition.split(this.#context.hostPods)
    if (this.#isEgress) {
      const names = new Set(rules.flatMap(({ ports }) => ports.named.map(({ portName }) => portName)))
      for (const name of names) for (const bits of this.#context.withPort(name)) partition.split(bits)
    }
    if (rules.some(({ ports }) => ports.families.length > 0)) partition.splitBy((id) => this.#classes[id]?.ips?.family)
    if (this.#isRelative)
      partition.splitBy((id) => {
        const { kind, node } = this.#classes[id] ?? this.#subject
        return kind === 'node' || kind === 'host pod' ? `on ${node}` : kind
      })
    const words = (this.#context.portIndex.groups.length + 31) >>> 5
    const rows = new Uint32Array(partition.count * 2 * words)
    const outcomes = Array.from(partition.samples(), (peer, part): Outcome => {
      const { canAllow, canDeny } = this.outcomeWhere(this.#classes[peer] ?? this.#subject)
      const at = part * 2 * words
      rows.set(canAllow, at)
      rows.set(canDeny, at + words)
      return { canAllow: rows.subarray(at, at + words), canDeny: rows.subarray(at + words, at + 2 * words) }
    })
    return { partOf: partition.compact(), outcomes, rows, words }
  }

  /** The outcome for a peer where only some rules count, and others mean it that would not by its address. */
  outcomeWhere(peer: EndpointClass, counts?: PeerTest, also?: PeerTest): Outcome {
    const pod = this.#isEgress ? peer : this.#subject
    // Taken for its node, a pod is an address, and names of ports mean nothing there.
    const address = pod.kind === 'host pod' ? { ...pod, ports: noPorts } : pod
    const decided = (tiers: Tiers, means: PeerTest, destination: EndpointClass) => {
      const isMeant = (rule: CompiledRule) => (counts?.(rule) ?? true) && (means(rule) || (also?.(rule) ?? false))
      return decide(tiers, counts || also ? isMeant : means, destination, this.#context)
    }
    const known = isOnNode(this.#subject, peer)
    const isHost = this.#isRelative && (peer.kind === 'node' || peer.kind === 'host pod')
    let outcome: Outcome | undefined
    // Where it is not known which node the subject is on, both may be.
    for (const sameNode of known === undefined && isHost ? bothWays : [known === true]) {
      const means = (rule: CompiledRule) => meansPeer(rule, peer, sameNode)
      outcome = either(outcome, decided((this.#own ??= tiersOf(this.#policies)), means, address))
      // Pods on their node's network: what is true of the node, or of a pod, whichever an implementation takes them for.
      if (peer.kind !== 'host pod' && this.#hostPolicies.length === 0) continue
      const meansPod = (rule: CompiledRule) =>
        means(rule) || (rule.hostPeers !== undefined && hasBit(rule.hostPeers, peer.id))
      const all = (this.#all ??= tiersOf([...this.#policies, ...this.#hostPolicies]))
      outcome = either(outcome, decided(all, meansPod, pod))
    }
    if (outcome === undefined) throw new RangeError('there is always one way at least')
    return outcome
  }
}

const bothWays = [true, false]

/** What may come of one or the other. */
function either(one: Outcome | undefined, other: Outcome): Outcome {
  if (one === undefined) return other
  addAll(one.canAllow, other.canAllow)
  addAll(one.canDeny, other.canDeny)
  return one
}
