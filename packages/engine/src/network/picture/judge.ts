import { emptyBits, fullBits } from '../bits.ts'
import type { Outcome } from '../decide.ts'
import type { Model } from '../network.ts'
import { protocols } from '../policy/policy.ts'
import { Answers } from '../reach/index.ts'
import type { EndpointClass } from '../world/classes.ts'
import { type PortSet, portSetOf } from './port-set.ts'

/** What may pass from one class to another, by port. */
export interface Passage {
  /** The number of the answer. */
  readonly id: number
  /** What is allowed for certain. */
  readonly allowed: PortSet
  /** What is left to the implementation. */
  readonly unclear: PortSet
}

/** Judges pairs of classes at every port at once. Passages that are alike are one. */
export class Judge {
  readonly #model: Model
  readonly #answers: Answers
  /** Of what no policy selects. */
  readonly #all: Outcome
  readonly #known = new Map<Outcome, Map<Outcome, Passage>>()
  readonly #passages: Passage[] = []

  constructor(model: Model) {
    const ports = model.portIndex.groups.length
    this.#model = model
    this.#answers = new Answers(model.portIndex, protocols)
    this.#all = { canAllow: fullBits(ports), canDeny: emptyBits(ports) }
  }

  between(from: EndpointClass, to: EndpointClass): Passage {
    // Addresses of different families do not meet.
    if (from.ips && to.ips && from.ips.family !== to.ips.family) return this.#passage(0)
    const { table } = this.#model
    const egress = (from.kind === 'external' ? undefined : table('egress', from)?.outcome(to.id)) ?? this.#all
    const ingress = (to.kind === 'external' ? undefined : table('ingress', to)?.outcome(from.id)) ?? this.#all
    // Outcomes are shared by all that no rule tells apart.
    let byIngress = this.#known.get(egress)
    if (byIngress === undefined) this.#known.set(egress, (byIngress = new Map()))
    let passage = byIngress.get(ingress)
    if (passage === undefined) byIngress.set(ingress, (passage = this.#passage(this.#answers.ofBoth(egress, ingress))))
    return passage
  }

  /** What passes one way or the other. */
  either(a: Passage, b: Passage): Passage {
    return a === b ? a : this.#passage(this.#answers.ofEither(a.id, b.id))
  }

  #passage(id: number): Passage {
    let passage = this.#passages[id]
    if (passage === undefined) {
      const { allowed, undefined: unclear } = this.#answers.told(id)
      this.#passages[id] = passage = { id, allowed: portSetOf(allowed), unclear: portSetOf(unclear) }
    }
    return passage
  }
}
