import { addAll, type Bits, bitsOf, isEmpty, keepOnly, removeAll } from '../bits.ts'
import type { Protocol } from '../policy/policy.ts'
import type { PortIndex } from '../world/port-index.ts'
import { Numbering } from './numbering.ts'
import { PairMemo } from './pair-memo.ts'

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
  /** What any pod of one may to any pod of the other: allowed to some of them, or to none and undefined for some. */
  readonly any: Pick<Answer, 'allowed' | 'undefined'>
}

/** An answer as sets of groups of ports: what holds of all pairs, and what of any. For a single pair both are the same. */
interface Sets {
  readonly allowed: Bits
  readonly undefined: Bits
  readonly anyAllowed: Bits
  readonly anyUndefined: Bits
}

/** Answers as sets of groups of ports, each with a number; what is the same has the same number. */
export class Answers {
  /** Words of two sets: what is allowed, and what is undefined. */
  readonly width: number
  readonly #portIndex: PortIndex
  readonly #words: number
  readonly #asked: Bits
  /** Where an answer is worked out that may be known already: what is allowed, then what is undefined. */
  readonly #scratch: Bits
  readonly #all: Sets[] = []
  /** Places of those that hold of all pairs alike, by their numbering. */
  readonly #numbers: Numbering
  readonly #places: number[] = []
  /** For each answer what holds of any pair: what is allowed, then what is undefined. */
  #rows: Bits
  /** Places of those that do not, by their sets. */
  readonly #byKey = new Map<string, number>()
  readonly #told: Answer[] = []
  readonly #joined = new PairMemo((a, b) => this.#join(a, b))

  /** Answers speak of these protocols alone. */
  constructor(portIndex: PortIndex, protocols: readonly Protocol[]) {
    this.#portIndex = portIndex
    this.#words = (portIndex.groups.length + 31) >>> 5
    const asked = portIndex.groups.filter(({ protocol }) => protocols.includes(protocol))
    this.#asked = bitsOf(
      portIndex.groups.length,
      asked.map(({ id }) => id),
    )
    this.width = this.#words * 2
    this.#numbers = new Numbering(this.width)
    this.#scratch = new Uint32Array(this.width)
    this.#rows = new Uint32Array(this.width * 64)
    this.#number(this.#scratch)
  }

  /** For each answer what any pair may do, `width` words long, until the next answer. */
  get rows(): Bits {
    return this.#rows
  }

  /** What both ends make of it, by the places of their outcomes: what each may allow, then what it may deny. 0 is nothing at all. */
  ofRows(egress: Bits, atEgress: number, ingress: Bits, atIngress: number): number {
    const words = this.#words
    const found = this.#scratch
    const e = atEgress * 2 * words
    const f = atIngress * 2 * words
    for (let i = 0; i < words; i++) {
      const denied = (egress[e + words + i] ?? 0) | (ingress[f + words + i] ?? 0)
      const allowing = (egress[e + i] ?? 0) & (ingress[f + i] ?? 0) & (this.#asked[i] ?? 0)
      found[i] = allowing & ~denied
      found[words + i] = allowing & denied
    }
    return this.#number(found)
  }

  /** What holds of all pairs that two answers are about, and what of some. */
  ofTwo(a: number, b: number): number {
    return a === b ? a : this.#joined.of(a, b)
  }

  #join(a: number, b: number): number {
    const [one, other] = [this.#all[a], this.#all[b]]
    if (one === undefined || other === undefined) return 0
    const joint = {
      allowed: one.allowed.slice(),
      undefined: one.undefined.slice(),
      anyAllowed: one.anyAllowed.slice(),
      anyUndefined: one.anyUndefined.slice(),
    }
    keepOnly(joint.allowed, other.allowed)
    keepOnly(joint.undefined, other.undefined)
    addAll(joint.anyAllowed, other.anyAllowed)
    addAll(joint.anyUndefined, other.anyUndefined)
    removeAll(joint.anyUndefined, joint.anyAllowed)
    if (isEmpty(someOf(joint))) {
      this.#scratch.set(joint.allowed)
      this.#scratch.set(joint.undefined, this.#words)
      return this.#number(this.#scratch)
    }
    const key = Object.values(joint)
      .map((bits) => bits.join())
      .join(' ')
    let number = this.#byKey.get(key)
    if (number === undefined) this.#byKey.set(key, (number = this.#add(joint)))
    return number
  }

  /** How many different ones there are. */
  get size(): number {
    return this.#all.length
  }

  /** An answer in ranges of ports. */
  told(number: number): Answer {
    const known = this.#told[number]
    if (known) return known
    const sets = this.#all[number]
    if (sets === undefined) throw new RangeError(`there is no answer ${number}`)
    const [allowed, either] = [this.ranges(sets.allowed), this.ranges(sets.undefined)]
    const isSame = sets.allowed === sets.anyAllowed
    const answer = {
      allowed,
      undefined: either,
      some: isSame ? [] : this.ranges(someOf(sets)),
      any: isSame
        ? { allowed, undefined: either }
        : { allowed: this.ranges(sets.anyAllowed), undefined: this.ranges(sets.anyUndefined) },
    }
    this.#told[number] = answer
    return answer
  }

  /** The number of what holds of all pairs alike. */
  #number(row: Bits): number {
    const numbered = this.#numbers.of(row)
    const known = this.#places[numbered]
    if (known !== undefined) return known
    const [allowed, either] = [row.slice(0, this.#words), row.slice(this.#words)]
    const place = this.#add({ allowed, undefined: either, anyAllowed: allowed, anyUndefined: either })
    this.#places[numbered] = place
    return place
  }

  #add(sets: Sets): number {
    const number = this.#all.push(sets) - 1
    const at = number * this.width
    if (at === this.#rows.length) {
      const rows = new Uint32Array(at * 2)
      rows.set(this.#rows)
      this.#rows = rows
    }
    this.#rows.set(sets.anyAllowed, at)
    this.#rows.set(sets.anyUndefined, at + this.#words)
    return number
  }

  /** Ranges of ports that a set of their groups stands for. */
  ranges(bits: Bits): PortRange[] {
    const ranges: PortRange[] = []
    for (const { id, protocol, first, last } of this.#portIndex.groups) {
      if ((((bits[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 0) continue
      const before = ranges.at(-1)
      if (before?.protocol === protocol && before.last + 1 === first) ranges[ranges.length - 1] = { ...before, last }
      else ranges.push({ protocol, first, last })
    }
    return ranges
  }
}

function someOf({ allowed, undefined: either, anyAllowed, anyUndefined }: Sets): Bits {
  const some = anyAllowed.slice()
  addAll(some, anyUndefined)
  removeAll(some, allowed)
  removeAll(some, either)
  return some
}
