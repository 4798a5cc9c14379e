import { type Ip, type IpRange, lastOf, parseCidr } from './ip.ts'

/** A block as policies write it. */
export interface Block {
  readonly cidr: string
  readonly except: readonly string[]
}

/** Addresses that all blocks treat alike. */
export interface IpGroup {
  readonly id: number
  readonly family: 4 | 6
  readonly ranges: readonly IpRange[]
  /** Numbers of the blocks that hold them. */
  readonly blocks: ReadonlySet<number>
}

/** Parts all addresses by the blocks that policies name, so that each address is looked up once. */
export class IpIndex {
  readonly groups: readonly IpGroup[]
  readonly #starts: Readonly<Record<4 | 6, readonly bigint[]>>
  readonly #groupAt: Readonly<Record<4 | 6, readonly number[]>>
  readonly #numbers = new Map<string, number>()
  readonly #whole: Readonly<Record<4 | 6, ReadonlySet<number>>>

  constructor(blocks: readonly Block[]) {
    const parsed: { readonly cidr: IpRange; readonly except: readonly IpRange[] }[] = []
    for (const block of blocks) {
      const key = keyOf(block)
      const cidr = parseCidr(block.cidr)
      if (cidr === undefined || this.#numbers.has(key)) continue
      this.#numbers.set(key, parsed.length)
      parsed.push({ cidr, except: block.except.flatMap((text) => parseCidr(text) ?? []) })
    }
    const groups: { id: number; family: 4 | 6; ranges: IpRange[]; blocks: ReadonlySet<number> }[] = []
    const byKey = new Map<string, (typeof groups)[number]>()
    const part = (family: 4 | 6) => {
      const changes = new Map<bigint, { readonly i: number; readonly inside: number; readonly taken: number }[]>([
        [0n, []],
      ])
      const change = (at: bigint, i: number, inside: number, taken: number) => {
        const found = changes.get(at)
        if (found) found.push({ i, inside, taken })
        else changes.set(at, [{ i, inside, taken }])
      }
      parsed.forEach(({ cidr, except }, i) => {
        if (cidr.family !== family) return
        change(cidr.first, i, 1, 0)
        change(cidr.last + 1n, i, -1, 0)
        for (const each of except) {
          if (each.family !== family) continue
          change(each.first, i, 0, 1)
          change(each.last + 1n, i, 0, -1)
        }
      })
      const starts = [...changes.keys()]
        .filter((start) => start <= lastOf(family))
        .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      // From one start to the next, blocks begin and end, and parts of them are taken out.
      const inside = new Int32Array(parsed.length)
      const taken = new Int32Array(parsed.length)
      const holding = new Set<number>()
      const groupAt = starts.map((first, at) => {
        const last = (starts[at + 1] ?? lastOf(family) + 1n) - 1n
        for (const each of changes.get(first) ?? []) {
          inside[each.i] = (inside[each.i] ?? 0) + each.inside
          taken[each.i] = (taken[each.i] ?? 0) + each.taken
          if (inside[each.i] === 1 && taken[each.i] === 0) holding.add(each.i)
          else holding.delete(each.i)
        }
        const holds = [...holding].sort((a, b) => a - b)
        const key = `${family} ${holds.join()}`
        let group = byKey.get(key)
        if (group === undefined) {
          group = { id: groups.length, family, ranges: [], blocks: new Set(holds) }
          byKey.set(key, group)
          groups.push(group)
        }
        const before = group.ranges.at(-1)
        if (before && before.last + 1n === first) group.ranges[group.ranges.length - 1] = { ...before, last }
        else group.ranges.push({ family, first, last })
        return group.id
      })
      return { starts, groupAt }
    }
    const four = part(4)
    const six = part(6)
    this.groups = groups
    this.#starts = { 4: four.starts, 6: six.starts }
    this.#groupAt = { 4: four.groupAt, 6: six.groupAt }
    const whole = (family: 4 | 6) =>
      new Set(
        parsed.flatMap(({ cidr, except }, i) =>
          cidr.family === family && cidr.first === 0n && cidr.last === lastOf(family) && except.length === 0 ? [i] : [],
        ),
      )
    this.#whole = { 4: whole(4), 6: whole(6) }
  }

  /** The number of a block; undefined when its CIDR cannot be read. */
  numberOf(block: Block): number | undefined {
    return this.#numbers.get(keyOf(block))
  }

  groupOf({ family, value }: Ip): IpGroup {
    const starts = this.#starts[family]
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((starts[middle] ?? 0n) <= value) low = middle
      else high = middle - 1
    }
    const group = this.groups[this.#groupAt[family][low] ?? 0]
    if (group === undefined) throw new RangeError(`no group of addresses holds ${value}`)
    return group
  }

  /** The blocks that hold every address of a family, whatever it is. */
  wholeOf(family: 4 | 6): ReadonlySet<number> {
    return this.#whole[family]
  }
}

function keyOf({ cidr, except }: Block): string {
  return [cidr, ...except.toSorted()].join(' ')
}
