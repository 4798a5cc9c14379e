import type { Bits } from './bits.ts'
import type { CompiledRule } from './compile.ts'
import type { Partition, PartNumbers } from './partition.ts'
import type { EndpointClass } from './world/classes.ts'

export interface PeerContext {
  readonly classes: readonly EndpointClass[]
  /** Of all classes; one that all share, as each is done with it before the next begins. */
  readonly partition: Partition
  /** Classes of pods on the network of their node. */
  readonly hostPods: Bits
  /** Classes that give a port this name, parted by its number and protocol. */
  readonly withPort: (name: string) => readonly Bits[]
}

/**
 * The peers that rules of one direction do not tell apart, whatever the subject. It is worked out when it is asked for
 * first.
 */
export class PeerParts {
  /** Whether any of the rules means nodes by where the subject is. */
  readonly areRelative: boolean
  readonly #rules: readonly CompiledRule[]
  readonly #isEgress: boolean
  readonly #context: PeerContext
  #made: { readonly partOf: PartNumbers; readonly samples: readonly EndpointClass[] } | undefined

  constructor(rules: readonly CompiledRule[], isEgress: boolean, context: PeerContext) {
    this.#rules = rules
    this.#isEgress = isEgress
    this.#context = context
    this.areRelative = rules.some(({ onNodes }) => onNodes !== undefined)
  }

  /** The part of each class. */
  get partOf(): PartNumbers {
    return (this.#made ??= this.#make()).partOf
  }

  /** One class of each part. */
  get samples(): readonly EndpointClass[] {
    return (this.#made ??= this.#make()).samples
  }

  #make() {
    const { classes, hostPods, withPort } = this.#context
    const partition = this.#context.partition.reset()
    const rules = this.#rules
    for (const { rule, peers, hostPeers } of rules) {
      if (rule.peers !== undefined) partition.split(peers)
      if (hostPeers) partition.split(hostPeers)
    }
    partition.split(hostPods)
    // Names of ports are those of the destination.
    if (this.#isEgress) {
      const names = new Set(rules.flatMap(({ ports }) => ports.named.map(({ portName }) => portName)))
      for (const name of names) for (const bits of withPort(name)) partition.split(bits)
    }
    if (rules.some(({ ports }) => ports.families.length > 0)) partition.splitBy((id) => classes[id]?.ips?.family)
    if (this.areRelative)
      partition.splitBy((id) => {
        const own = classes[id]
        return own?.kind === 'node' || own?.kind === 'host pod' ? `on ${own.node}` : own?.kind
      })
    const samples = Array.from(partition.samples(), (id) => classes[id]).filter((each) => each !== undefined)
    return { partOf: partition.compact(), samples }
  }
}
