import type { CompiledRule } from './compile.ts'
import type { Partition, PartNumbers } from './partition.ts'
import type { Classes, EndpointClass } from './world/classes.ts'

export interface PeerContext {
  readonly classes: Classes
  /** Of all classes; one that all share, as each is done with it before the next begins. */
  readonly partition: Partition
}

/**
 * The peers that rules of one direction do not tell apart, whatever the subject. It is worked out when it is asked for
 * first.
 */
export class PeerParts {
  /** Whether any of the rules means nodes by where the subject is. */
  readonly areRelative: boolean
  /** Whether any of them means ports at addresses of one family alone. */
  readonly haveFamilies: boolean
  /** Names of ports in them. */
  readonly portNames: ReadonlySet<string>
  readonly #rules: readonly CompiledRule[]
  readonly #isEgress: boolean
  readonly #context: PeerContext
  #made: { readonly partOf: PartNumbers; readonly samples: readonly EndpointClass[] } | undefined

  constructor(rules: readonly CompiledRule[], isEgress: boolean, context: PeerContext) {
    this.#rules = rules
    this.#isEgress = isEgress
    this.#context = context
    this.areRelative = rules.some(({ onNodes }) => onNodes !== undefined)
    this.haveFamilies = rules.some(({ ports }) => ports.families.length > 0)
    this.portNames = new Set(rules.flatMap(({ ports }) => ports.named.map(({ portName }) => portName)))
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
    const { classes } = this.#context
    const { all } = classes
    const partition = this.#context.partition.reset()
    const rules = this.#rules
    for (const { rule, peers, hostPeers } of rules) {
      if (rule.peers !== undefined) partition.split(peers)
      if (hostPeers) partition.split(hostPeers)
    }
    partition.split(classes.hostPods)
    // Names of ports are those of the destination.
    if (this.#isEgress)
      for (const name of this.portNames) for (const { bits } of classes.withPort(name)) partition.split(bits)
    if (this.haveFamilies) partition.splitBy((id) => all[id]?.ips?.family)
    if (this.areRelative)
      partition.splitBy((id) => {
        const own = all[id]
        return own?.kind === 'node' || own?.kind === 'host pod' ? `on ${own.node}` : own?.kind
      })
    const samples = Array.from(partition.samples(), (id) => all[id]).filter((each) => each !== undefined)
    return { partOf: partition.compact(), samples }
  }
}
