import { protocols } from '../policy/policy.ts'
import type { PortRange } from '../reach/index.ts'

/** Ports of every protocol, in one order, with neighbours joined: equal sets have equal texts. */
export interface PortSet {
  readonly ranges: readonly PortRange[]
  /** `all`, `none`, or such as `TCP 80,8000-8080, UDP`. */
  readonly text: string
}

const highest = 65_535

/** Port 0 is no port that anybody connects to; that of ICMP only stands for it. */
export function portSetOf(found: readonly PortRange[]): PortSet {
  const parts = found
    .map((each) => (each.protocol === 'ICMP' ? each : { ...each, first: Math.max(each.first, 1) }))
    .filter(({ first, last }) => first <= last)
  const ranges = protocols.flatMap((protocol) =>
    joined(parts.filter((each) => each.protocol === protocol)).map(({ first, last }) => ({ protocol, first, last })),
  )
  return { ranges, text: textOf(ranges) }
}

function joined(ranges: readonly PortRange[]): PortRange[] {
  const found: PortRange[] = []
  for (const range of ranges.toSorted((a, b) => a.first - b.first)) {
    const before = found.at(-1)
    if (before && range.first <= before.last + 1)
      found[found.length - 1] = { ...before, last: Math.max(before.last, range.last) }
    else found.push(range)
  }
  return found
}

export function portsOfAny(...sets: readonly PortSet[]): PortSet {
  return portSetOf(sets.flatMap(({ ranges }) => ranges))
}

/** Ports of one set that are not in another. */
export function portsBeyond(set: PortSet, other: PortSet): PortSet {
  const left = set.ranges.flatMap((range) => {
    let parts: PortRange[] = [range]
    for (const taken of other.ranges) {
      if (taken.protocol !== range.protocol) continue
      parts = parts.flatMap((part) => {
        if (taken.last < part.first || taken.first > part.last) return [part]
        return [
          { ...part, last: taken.first - 1 },
          { ...part, first: taken.last + 1 },
        ].filter(({ first, last }) => first <= last)
      })
    }
    return parts
  })
  return portSetOf(left)
}

function textOf(ranges: readonly PortRange[]): string {
  if (ranges.length === 0) return 'none'
  const parts = protocols.flatMap((protocol) => {
    const own = ranges.filter((each) => each.protocol === protocol)
    if (own.length === 0) return []
    const isWhole = protocol === 'ICMP' || own.some(({ first, last }) => first === 1 && last === highest)
    return [{ protocol, isWhole, own }]
  })
  if (parts.length === protocols.length && parts.every(({ isWhole }) => isWhole)) return 'all'
  return parts
    .map(({ protocol, isWhole, own }) =>
      isWhole
        ? protocol
        : `${protocol} ${own.map(({ first, last }) => (first === last ? first : `${first}-${last}`)).join(',')}`,
    )
    .join(', ')
}
