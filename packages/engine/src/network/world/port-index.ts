import { type Bits, addBit, emptyBits } from '../bits.ts'
import { type PortMatch, type Protocol, protocols } from '../policy/policy.ts'

/** Ports of a protocol that all policies treat alike; ICMP has none, and is one of these. */
export interface PortGroup {
  readonly id: number
  readonly protocol: Protocol
  readonly first: number
  readonly last: number
}

const highest = 65_535

/** Parts the ports of each protocol by the numbers that policies name, or that names stand for. */
export class PortIndex {
  readonly groups: readonly PortGroup[]
  readonly #tables: ReadonlyMap<Protocol, Uint16Array>

  constructor(matches: readonly PortMatch[], named: Iterable<readonly [protocol: string, port: number]>) {
    const starts = new Map<Protocol, Set<number>>(protocols.map((protocol) => [protocol, new Set([0])]))
    const cut = (protocol: Protocol, first: number, last: number) => {
      if (protocol === 'ICMP') return
      // What is no range of ports, no port is in; it must not part them either.
      if (!Number.isInteger(first) || !Number.isInteger(last) || last < 0 || last < first) return
      starts.get(protocol)?.add(Math.max(0, first))
      if (last < highest) starts.get(protocol)?.add(last + 1)
    }
    for (const match of matches) {
      if ('portName' in match) continue
      for (const protocol of match.protocol === 'any' ? protocols : [match.protocol])
        cut(protocol, match.first, match.last)
    }
    for (const [protocol, port] of named) {
      const known = protocols.find((each) => each === protocol)
      if (known) cut(known, port, port)
    }
    const groups: PortGroup[] = []
    const tables = new Map<Protocol, Uint16Array>()
    for (const [protocol, set] of starts) {
      const sorted = [...set].filter((start) => start <= highest).sort((a, b) => a - b)
      const table = new Uint16Array(highest + 1)
      sorted.forEach((first, i) => {
        const last = (sorted[i + 1] ?? highest + 1) - 1
        table.fill(groups.length, first, last + 1)
        groups.push({ id: groups.length, protocol, first, last })
      })
      tables.set(protocol, table)
    }
    this.groups = groups
    this.#tables = tables
  }

  /** The group of a port; -1 for what is no port. For ICMP the port does not matter. */
  groupOf(protocol: Protocol, port: number): number {
    return this.#tables.get(protocol)?.[protocol === 'ICMP' ? 0 : port] ?? -1
  }

  /** The groups from one port to another. */
  between(protocol: Protocol | 'any', first: number, last: number): Bits {
    const bits = emptyBits(this.groups.length)
    for (const each of protocol === 'any' ? protocols : [protocol]) {
      const isIcmp = each === 'ICMP'
      const from = this.groupOf(each, Math.max(0, first))
      const to = this.groupOf(each, Math.min(highest, last))
      // The groups of a protocol stand together, in the order of their ports.
      for (let id = from; id >= 0 && id <= to; id++) {
        const group = this.groups[id]
        if (group && (isIcmp || (group.first >= first && group.last <= last))) addBit(bits, id)
      }
    }
    return bits
  }
}
