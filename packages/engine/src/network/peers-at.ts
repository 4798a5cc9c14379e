import { addAll, addBit, type Bits, emptyBits, hasBit, keepOnly, removeAll } from './bits.ts'
import { type CompiledPorts, isOnNode, portsAt, withoutNames } from './compile.ts'
import type { Hits, Scratch } from './decide.ts'
import type { Classes, EndpointClass } from './world/classes.ts'
import type { PortIndex } from './world/port-index.ts'

interface Context {
  readonly classes: Classes
  readonly portIndex: PortIndex
  readonly peers: Scratch
}

/** What rules about a subject mean of its peers at one port. */
export class PeersAt {
  readonly #context: Context
  readonly #subject: EndpointClass
  readonly #isEgress: boolean
  /** Nodes, and pods on their networks, that are on the subject's node, and those of which that is not known. */
  #near: { readonly same: Bits; readonly either: Bits } | undefined

  constructor(context: Context, subject: EndpointClass, isEgress: boolean) {
    this.#context = context
    this.#subject = subject
    this.#isEgress = isEgress
  }

  /**
   * What is not known to be on the subject's node or not is taken to be as said; pods on their node's network are taken for
   * pods, or for addresses of their node.
   */
  hits(port: number, isSameNode: boolean, asPods: boolean): Hits {
    const { hit } = this.#context.peers
    return ({ ports, peers, hostPeers, onNodes }) => {
      const destinations = this.#destinations(ports, port, asPods)
      if (destinations === undefined) return undefined
      const pods = asPods ? hostPeers : undefined
      if (destinations === 'all' && pods === undefined && onNodes === undefined) return peers
      hit.set(peers)
      if (pods) addAll(hit, pods)
      if (onNodes) addAll(hit, this.#nodes(onNodes.same, isSameNode))
      if (destinations !== 'all') keepOnly(hit, destinations)
      return hit
    }
  }

  /** Where ports of a rule mean a port: at every destination, at some, or at none. */
  #destinations(ports: CompiledPorts, port: number, asPods: boolean): Bits | 'all' | undefined {
    const { classes, portIndex } = this.#context
    const { fixed, families, named } = ports
    if (hasBit(fixed, port)) return 'all'
    if (families.length === 0 && named.length === 0) return undefined
    if (!this.#isEgress) {
      const destination = asPods ? this.#subject : withoutNames(this.#subject)
      return hasBit(portsAt(ports, destination, portIndex), port) ? 'all' : undefined
    }
    const found = emptyBits(classes.all.length)
    for (const { protocol: asked, portName } of named)
      for (const { protocol, number, bits } of classes.withPort(portName))
        if ((asked === 'any' || asked === protocol) && portIndex.groupOf(protocol, number) === port) addAll(found, bits)
    if (!asPods) removeAll(found, classes.hostPods)
    for (const { family, bits } of families) if (hasBit(bits, port)) addAll(found, classes.ofFamily(family))
    return found
  }

  #nodes(same: boolean, isSameNode: boolean): Bits {
    this.#near ??= this.#findNear()
    const near = this.#near.same.slice()
    if (isSameNode) addAll(near, this.#near.either)
    if (same) return near
    const others = this.#context.classes.entity('nodes').slice()
    removeAll(others, near)
    return others
  }

  #findNear(): { readonly same: Bits; readonly either: Bits } {
    const { classes } = this.#context
    const [same, either] = [emptyBits(classes.all.length), emptyBits(classes.all.length)]
    for (const each of classes.all) {
      if (each.kind !== 'node' && each.kind !== 'host pod') continue
      const known = isOnNode(this.#subject, each)
      if (known !== false) addBit(known === undefined ? either : same, each.id)
    }
    return { same, either }
  }
}
