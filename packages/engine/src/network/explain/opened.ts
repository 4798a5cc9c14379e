import type { Model } from '../network.ts'
import type { Protocol } from '../policy/policy.ts'
import type { EndpointClass } from '../world/classes.ts'
import type { Endpoint } from '../world/endpoints.ts'
import { rangeText } from '../world/ip.ts'
import { type VerdictKind, verdictOf } from '../verdict.ts'

/** Whether each end can be connected to, before and after. */
interface Face {
  readonly before: EndpointClass
  readonly after: EndpointClass
  readonly members: readonly Endpoint[]
  readonly addresses: string
}

export interface Pair {
  readonly from: readonly Endpoint[]
  readonly to: readonly Endpoint[]
  /** For addresses outside, which; empty for endpoints. */
  readonly fromAddresses: string
  readonly toAddresses: string
}

export interface Difference {
  readonly opened: readonly Pair[]
  readonly closed: readonly Pair[]
}

type Part = 'egress' | 'ingress' | 'verdict'

/** What two models of the same endpoints judge differently at one port. */
export function differenceAt(
  before: Model,
  after: Model,
  { port, protocol }: { readonly port: number; readonly protocol: Protocol },
  part: Part = 'verdict',
  isTouched: (one: EndpointClass) => boolean = () => true,
): Difference {
  const faces = facesOf(before, after)
  const opened: Pair[] = []
  const closed: Pair[] = []
  const groups = [before.portIndex.groupOf(protocol, port), after.portIndex.groupOf(protocol, port)] as const
  const judge = (model: Model, from: EndpointClass, to: EndpointClass, group: number): VerdictKind => {
    const egress = part === 'ingress' ? 'allow' : verdictOf(model.table('egress', from), to, group)
    if (part === 'egress' || egress === 'deny') return egress
    const ingress = verdictOf(model.table('ingress', to), from, group)
    return ingress === 'allow' ? egress : ingress
  }
  const touched = new Set(faces.filter((face) => isTouched(face.after)))
  for (const from of faces) {
    // What neither end of a connection is touched by stays as it is.
    for (const to of touched.has(from) ? faces : touched) {
      if (from.members.length === 0 && to.members.length === 0) continue
      if (!canMeet(from.after, to.after)) continue
      const was = judge(before, from.before, to.before, groups[0])
      const is = judge(after, from.after, to.after, groups[1])
      if (was === is) continue
      const pair = { from: from.members, to: to.members, fromAddresses: from.addresses, toAddresses: to.addresses }
      if (from === to && from.members.length === 1) continue
      if (rank[is] > rank[was]) opened.push(pair)
      else closed.push(pair)
    }
  }
  return { opened, closed }
}

/** Addresses of different families do not. */
function canMeet({ ips: own }: EndpointClass, { ips: other }: EndpointClass): boolean {
  return own === undefined || other === undefined || own.family === other.family
}

const rank = { deny: 0, 'implementation-defined': 1, allow: 2 } as const

/** Endpoints by their classes in both models; addresses outside by theirs. */
function facesOf(before: Model, after: Model): Face[] {
  const found = new Map<string, Face & { members: Endpoint[] }>()
  const twins = new Map(after.endpoints.map((endpoint) => [`${endpoint.kind} ${endpoint.id}`, endpoint]))
  for (const endpoint of before.endpoints) {
    const twin = twins.get(`${endpoint.kind} ${endpoint.id}`)
    const families = endpoint.ips.length === 0 ? [undefined] : [...new Set(endpoint.ips.map(({ family }) => family))]
    for (const family of families) {
      const was = before.classes.of(endpoint, family)
      const is = twin && after.classes.of(twin, family)
      if (was === undefined || is === undefined) continue
      const key = `${was.id} ${is.id}`
      const known = found.get(key)
      if (known) known.members.push(endpoint)
      else found.set(key, { before: was, after: is, members: [endpoint], addresses: '' })
    }
  }
  const faces: Face[] = [...found.values()]
  const seen = new Set<string>()
  // Addresses that endpoints have are theirs.
  const outside = new Set([...before.classes.external, ...after.classes.external])
  for (const model of [before, after]) {
    for (const { ips } of model.classes.external) {
      for (const range of ips?.ranges ?? []) {
        const ip = { family: range.family, value: range.first }
        const was = before.classes.ofAddress(ip)
        const is = after.classes.ofAddress(ip)
        const key = `${was?.id} ${is?.id}`
        if (was === undefined || is === undefined || seen.has(key)) continue
        if (!outside.has(was) || !outside.has(is)) continue
        seen.add(key)
        faces.push({ before: was, after: is, members: [], addresses: addressesOf(is) })
      }
    }
  }
  return faces
}

const mostRanges = 3

function addressesOf({ ips }: EndpointClass): string {
  const ranges = (ips?.ranges ?? []).map(rangeText)
  return ranges.length > mostRanges
    ? `${ranges.slice(0, mostRanges).join(', ')} and ${ranges.length - mostRanges} more ranges`
    : ranges.join(', ')
}
