import { type Bits, emptyBits, fullBits, keepOnly, removeAll } from '../bits.ts'
import type { Outcome } from '../decide.ts'
import type { Model } from '../network.ts'
import type { EndpointClass } from '../world/classes.ts'
import { type PortSet, portsBeyond, portSetOf, portsOfBoth } from './port-set.ts'

/** What may pass from one class to another, by port. */
export interface Passage {
  readonly id: number
  /** What is allowed for certain. */
  readonly allowed: PortSet
  /** What is left to the implementation. */
  readonly unclear: PortSet
}

/** Judges pairs of classes at every port at once. Passages that are alike are one. */
export class Judge {
  readonly #model: Model
  readonly #full: Bits
  readonly #known = new Map<Outcome | undefined, Map<Outcome | undefined, Passage>>()
  readonly #byBits = new Map<string, Passage>()
  readonly passages: Passage[] = []

  constructor(model: Model) {
    this.#model = model
    this.#full = fullBits(model.portIndex.groups.length)
  }

  between(from: EndpointClass, to: EndpointClass): Passage {
    // Addresses of different families do not meet.
    if (from.ips && to.ips && from.ips.family !== to.ips.family) {
      const nothing = emptyBits(this.#model.portIndex.groups.length)
      return this.#passage(nothing, nothing)
    }
    const { table } = this.#model
    const egress = from.kind === 'external' ? undefined : table('egress', from)?.outcome(to.id)
    const ingress = to.kind === 'external' ? undefined : table('ingress', to)?.outcome(from.id)
    // Outcomes are shared by all that no rule tells apart.
    let byIngress = this.#known.get(egress)
    if (byIngress === undefined) this.#known.set(egress, (byIngress = new Map()))
    let passage = byIngress.get(ingress)
    if (passage === undefined) byIngress.set(ingress, (passage = this.#judge(egress, ingress)))
    return passage
  }

  #judge(egress: Outcome | undefined, ingress: Outcome | undefined): Passage {
    const sure = this.#full.slice()
    const maybe = this.#full.slice()
    for (const outcome of [egress, ingress]) {
      if (outcome === undefined) continue
      removeAll(sure, outcome.canDeny)
      keepOnly(maybe, outcome.canAllow)
    }
    keepOnly(sure, maybe)
    return this.#passage(sure, maybe)
  }

  /** What passes one way or the other. */
  either(a: Passage, b: Passage): Passage {
    if (a === b) return a
    const allowed = portsOfBoth(a.allowed, b.allowed)
    const unclear = portsBeyond(portsOfBoth(a.unclear, b.unclear), allowed)
    const known = this.passages.find((each) => each.allowed.text === allowed.text && each.unclear.text === unclear.text)
    if (known) return known
    const passage = { id: this.passages.length, allowed, unclear }
    this.passages.push(passage)
    return passage
  }

  #passage(sure: Bits, maybe: Bits): Passage {
    const key = `${sure.join()} ${maybe.join()}`
    let passage = this.#byBits.get(key)
    if (passage === undefined) {
      const { portIndex } = this.#model
      const unclear = emptyBits(portIndex.groups.length)
      for (const [i, word] of maybe.entries()) unclear[i] = word & ~(sure[i] ?? 0)
      passage = {
        id: this.passages.length,
        allowed: portSetOf(sure, portIndex),
        unclear: portSetOf(unclear, portIndex),
      }
      this.#byBits.set(key, passage)
      this.passages.push(passage)
    }
    return passage
  }
}
