import { addAll, type Bits, bitsOf, emptyBits, removeAll } from '../bits.ts'
import type { Outcome } from '../decide.ts'
import type { Protocol } from '../policy/policy.ts'
import type { PortIndex } from '../world/port-index.ts'
import { Numbering } from './numbering.ts'

/** Ports of a protocol from first to last. ICMP has none: 0 to 65535 stands for all of it. */
export interface PortRange {
  readonly protocol: Protocol
  readonly first: number
  readonly last: number
}

/** What gets from one group to another. What is in none of these does not. */
export interface Answer {
  readonly allowed: readonly PortRange[]
  /** Where what happens is left to the implementation. */
  readonly undefined: readonly PortRange[]
  /** Where it depends on the pod: some of the group may, others may not. */
  readonly some: readonly PortRange[]
}

/** Outcomes one behind the other: what each may allow, then what it may deny. */
export function rowsOf(outcomes: readonly Outcome[]): Bits {
  const words = outcomes[0]?.canAllow.length ?? 0
  const rows = new Uint32Array(outcomes.length * 2 * words)
  outcomes.forEach(({ canAllow, canDeny }, i) => {
    rows.set(canAllow, i * 2 * words)
    rows.set(canDeny, (i * 2 + 1) * words)
  })
  return rows
}

/** Answers as sets of groups of ports, each with a number; what is the same has the same number. */
export class Answers {
  readonly #portIndex: PortIndex
  readonly #words: number
  readonly #asked: Bits
  /** Where an answer is worked out that may be known already; the last of the three stays empty. */
  readonly #scratch: readonly [Bits, Bits, Bits]
  readonly #numbers = new Numbering()
  readonly #all: { readonly allowed: Bits; readonly undefined: Bits; readonly some: Bits }[] = []
  readonly #told: Answer[] = []
  readonly #many = new Map<string, number>()

  /** Answers speak of these protocols alone. */
  constructor(portIndex: PortIndex, protocols: readonly Protocol[]) {
    this.#portIndex = portIndex
    this.#words = (portIndex.groups.length + 31) >>> 5
    const asked = portIndex.groups.filter(({ protocol }) => protocols.includes(protocol))
    this.#asked = bitsOf(
      portIndex.groups.length,
      asked.map(({ id }) => id),
    )
    const none = () => emptyBits(portIndex.groups.length)
    this.#scratch = [none(), none(), none()]
    this.#number(...this.#scratch)
  }

  /** What both ends make of it. 0 is nothing at all. */
  ofBoth(egress: Outcome, ingress: Outcome): number {
    return this.ofRows(rowsOf([egress]), 0, rowsOf([ingress]), 0)
  }

  /** What both ends make of it, by the places of their outcomes among the rows of others. */
  ofRows(egress: Bits, atEgress: number, ingress: Bits, atIngress: number): number {
    const words = this.#words
    const [allowed, either, some] = this.#scratch
    const e = atEgress * 2 * words
    const f = atIngress * 2 * words
    for (let i = 0; i < words; i++) {
      const denied = (egress[e + words + i] ?? 0) | (ingress[f + words + i] ?? 0)
      const allowing = (egress[e + i] ?? 0) & (ingress[f + i] ?? 0) & (this.#asked[i] ?? 0)
      allowed[i] = allowing & ~denied
      either[i] = allowing & denied
    }
    return this.#number(allowed, either, some)
  }

  /** What holds of one pair or the other; what is allowed by either is. */
  ofEither(a: number, b: number): number {
    const [one, other] = [this.#all[a], this.#all[b]]
    if (one === undefined || other === undefined) return 0
    const allowed = one.allowed.slice()
    addAll(allowed, other.allowed)
    const either = one.undefined.slice()
    addAll(either, other.undefined)
    removeAll(either, allowed)
    return this.#number(allowed, either, emptyBits(this.#portIndex.groups.length))
  }

  /** What holds of all pairs, and what of some. */
  ofMany(numbers: readonly number[]): number {
    const different = [...new Set(numbers)].sort((a, b) => a - b)
    const key = different.join()
    let number = this.#many.get(key)
    if (number === undefined) this.#many.set(key, (number = this.#join(different)))
    return number
  }

  #join(numbers: readonly number[]): number {
    const [first, ...rest] = numbers.map((number) => this.#all[number])
    if (first === undefined) return 0
    const [allowed, either, some] = [first.allowed.slice(), first.undefined.slice(), first.some.slice()]
    for (const each of rest) {
      if (each === undefined) continue
      for (let i = 0; i < this.#words; i++) {
        const [allow = 0, undef = 0, part = 0] = [each.allowed[i], each.undefined[i], each.some[i]]
        const same = ((allowed[i] ?? 0) & allow) | ((either[i] ?? 0) & undef)
        some[i] = ((some[i] ?? 0) | part | (allowed[i] ?? 0) | (either[i] ?? 0) | allow | undef) & ~same
        allowed[i] = (allowed[i] ?? 0) & allow
        either[i] = (either[i] ?? 0) & undef
      }
    }
    return this.#number(allowed, either, some)
  }

  /** How many different ones there are. */
  get size(): number {
    return this.#all.length
  }

  /** An answer in ranges of ports. */
  told(number: number): Answer {
    const known = this.#told[number]
    if (known) return known
    const { allowed, undefined: either, some } = this.#all[number] ?? {}
    const answer = { allowed: this.#ranges(allowed), undefined: this.#ranges(either), some: this.#ranges(some) }
    this.#told[number] = answer
    return answer
  }

  #number(allowed: Bits, either: Bits, some: Bits): number {
    const number = this.#numbers.of(allowed, either, some)
    if (number === this.#all.length)
      this.#all.push({ allowed: allowed.slice(), undefined: either.slice(), some: some.slice() })
    return number
  }

  #ranges(bits: Bits | undefined): PortRange[] {
    const ranges: PortRange[] = []
    for (const { id, protocol, first, last } of this.#portIndex.groups) {
      if (bits === undefined || (((bits[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 0) continue
      const before = ranges.at(-1)
      if (before?.protocol === protocol && before.last + 1 === first) ranges[ranges.length - 1] = { ...before, last }
      else ranges.push({ protocol, first, last })
    }
    return ranges
  }
}
