import type { Model } from '../network.ts'
import type { EndpointClass } from '../world/classes.ts'
import { type IpRange, rangeText } from '../world/ip.ts'
import type { Workloads } from '../world/workloads.ts'

/** A workload, or addresses outside, as one end of connections. */
export interface Party {
  readonly kind: 'workload' | 'outside'
  readonly title: string
  readonly namespace: string
  readonly name: string
  /** The classes that its pods are of: mostly one. */
  readonly classes: readonly EndpointClass[]
}

/** Who can connect in a cluster: its workloads, then what is outside. Nodes are left out: they reach their own pods anyway. */
export function partiesOf(model: Model, workloads: Workloads): Party[] {
  const found = new Map<string, Omit<Party, 'classes'> & { readonly classes: Set<EndpointClass> }>()
  for (const endpoint of model.endpoints) {
    if (endpoint.kind === 'node') continue
    const { title, namespace, name } = workloads.of(endpoint)
    let party = found.get(title)
    if (party === undefined)
      found.set(title, (party = { kind: 'workload', title, namespace, name, classes: new Set() }))
    for (const family of familiesOf(endpoint)) {
      const own = model.classes.of(endpoint, family)
      if (own) party.classes.add(own)
    }
  }
  const inside = [...found.values()]
    .map((party): Party => ({ ...party, classes: [...party.classes] }))
    .toSorted((a, b) => order(a.namespace, b.namespace) || order(a.title, b.title))
  return [...inside, ...outsideOf(model)]
}

function familiesOf({ ips }: { readonly ips: readonly { readonly family: 4 | 6 }[] }): readonly (4 | 6 | undefined)[] {
  return ips.length === 0 ? [undefined] : [...new Set(ips.map(({ family }) => family))]
}

/** Addresses that no policy tells apart are one party; IPv6 counts where policies or pods have it. */
export function outsideOf(model: Model): Party[] {
  return namedOutside(externalClasses(model).map((own) => ({ classes: [own], ranges: own.ips?.ranges ?? [] }))).map(
    ({ name, classes }) => ({ kind: 'outside', title: name, namespace: '', name, classes }),
  )
}

/** The classes outside that count. */
export function externalClasses(model: Model): readonly EndpointClass[] {
  const { external } = model.classes
  const hasSix =
    external.some(({ ips }) => ips?.family === 6 && ips.blocks.size > 0) ||
    model.endpoints.some(({ ips }) => ips.some(({ family }) => family === 6))
  return external.filter(({ ips }) => ips !== undefined && (ips.family === 4 || hasSix))
}

const mostRanges = 3

interface Ranged {
  readonly ranges: readonly IpRange[]
}

/** Names parts of the addresses outside; what is left over is called by what it is not. */
export function namedOutside<T extends Ranged>(parts: readonly T[]): (T & { readonly name: string })[] {
  const familyOf = ({ ranges }: Ranged) => ranges[0]?.family ?? 4
  const size = ({ ranges }: Ranged) => ranges.reduce((sum, { first, last }) => sum + last - first, 0n)
  return parts.map((own) => {
    const family = familyOf(own) === 6 ? ' (IPv6)' : ''
    const others = parts.filter((each) => each !== own && familyOf(each) === familyOf(own))
    if (others.length === 0) return { ...own, name: `outside${family}` }
    const isRest = others.every((each) => size(each) < size(own))
    const ranges = (isRest ? others : [own]).flatMap((each) => each.ranges.map(rangeText))
    if (isRest && ranges.length > mostRanges) return { ...own, name: `the rest of outside${family}` }
    const more = ranges.length > mostRanges ? ` and ${ranges.length - mostRanges} more` : ''
    return { ...own, name: `outside ${isRest ? 'except ' : ''}${ranges.slice(0, mostRanges).join(', ')}${more}` }
  })
}

export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
