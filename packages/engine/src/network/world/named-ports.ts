import { addBit, type Bits, emptyBits } from '../bits.ts'
import { type Protocol, protocols } from '../policy/policy.ts'
import type { EndpointClass } from './classes.ts'

/** Classes that give a number of a protocol some name. */
export interface NamedPort {
  readonly protocol: Protocol
  readonly number: number
  readonly bits: Bits
}

/** The ports that classes give names, by name. */
export function namedPortsOf(classes: readonly EndpointClass[]): ReadonlyMap<string, readonly NamedPort[]> {
  const found = new Map<string, NamedPort[]>()
  const known = new Map<string, NamedPort>()
  for (const { id, ports } of classes) {
    for (const [key, number] of ports) {
      const part = `${key} ${number}`
      let own = known.get(part)
      if (own === undefined) {
        const slash = key.indexOf('/')
        const name = key.slice(slash + 1)
        const protocol = protocols.find((each) => each === key.slice(0, slash))
        // ICMP has no ports, whatever a pod writes.
        if (protocol === undefined || protocol === 'ICMP') continue
        own = { protocol, number, bits: emptyBits(classes.length) }
        known.set(part, own)
        found.set(name, [...(found.get(name) ?? []), own])
      }
      addBit(own.bits, id)
    }
  }
  return found
}
