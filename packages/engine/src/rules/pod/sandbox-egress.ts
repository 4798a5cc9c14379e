import {
  type Cluster,
  conform,
  type LabelSelector,
  labelSelectorShape,
  pathIn,
  perCluster,
  type Resource,
  type Shaped,
  valueIn,
  type Workload,
} from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'

const peerShape = {
  fields: {
    ipBlock: { fields: { cidr: 'string' } },
    podSelector: labelSelectorShape,
    namespaceSelector: labelSelectorShape,
  },
} as const
const egressShape = { list: { fields: { to: { list: peerShape } } } } as const

type Peer = Shaped<typeof peerShape>

/** A destination that leaves out nobody, and how it is said. */
export interface OpenDestination {
  readonly at: Path
  readonly message: string
}

/** The destinations in a list of egress rules that name nobody in particular. */
export function* openDestinations(resource: Resource, ...path: Path): Generator<OpenDestination> {
  const written = valueIn(resource, ...path) ?? []
  if (!Array.isArray(written))
    yield { at: pathIn(resource, ...path), message: 'egress is no list, and restricts nothing' }
  const rules = conform(written, egressShape, pathIn(resource, ...path), []) ?? []
  for (const [i, { to = [] }] of rules.entries()) {
    const at = pathIn(resource, ...path, i)
    if (to.length === 0) yield { at, message: 'an egress rule names no destination, which allows all' }
    for (const [j, peer] of to.entries()) {
      const whom = everyoneIn(peer)
      if (whom !== undefined) yield { at: [...at, 'to', j], message: `an egress rule reaches ${whom}` }
    }
  }
}

/** Whom a peer stands for when it picks nobody out; undefined when it does. */
function everyoneIn({ ipBlock, podSelector, namespaceSelector }: Peer): string | undefined {
  if (ipBlock?.cidr !== undefined) return isWide(ipBlock.cidr) ? `every address in ${ipBlock.cidr}` : undefined
  if (picks(podSelector) || picks(namespaceSelector)) return undefined
  if (namespaceSelector !== undefined) return 'the pods of every namespace'
  return podSelector === undefined ? 'a peer without a selector' : 'every pod of its namespace'
}

function picks(selector: LabelSelector | undefined): boolean {
  return Object.keys(selector?.matchLabels ?? {}).length > 0 || (selector?.matchExpressions ?? []).length > 0
}

/** Half of all IPv4 addresses or more, or all that are public in IPv6 (2000::/3, RFC 4291 section 2.4). */
function isWide(cidr: string): boolean {
  const [address = '', length = ''] = cidr.split('/')
  return /^\d+$/.test(length) && Number(length) <= (address.includes(':') ? 3 : 1)
}

const egressPolicies = perCluster((cluster) => {
  const found = new Map<Workload, Resource[]>()
  for (const policy of cluster.ofKind('NetworkPolicy', 'networking.k8s.io')) {
    if (!restrictsEgress(policy)) continue
    const path = ['spec', 'podSelector']
    const selector = conform(valueIn(policy, ...path), labelSelectorShape, pathIn(policy, ...path), [])
    // A missing podSelector is an empty one: the field is not optional.
    for (const workload of cluster.selected(policy.namespace, selector ?? {})) {
      found.set(workload, [...(found.get(workload) ?? []), policy])
    }
  }
  return found
})

/** Without policyTypes a policy is about egress when it has a rule for it. Source: kubernetes/api networking/v1/types.go. */
function restrictsEgress(policy: Resource): boolean {
  const types = valueIn(policy, 'spec', 'policyTypes')
  if (Array.isArray(types) && types.length > 0) return types.includes('Egress')
  const egress = valueIn(policy, 'spec', 'egress')
  return Array.isArray(egress) && egress.length > 0
}

/** The NetworkPolicies that restrict what the pods of a resource reach. */
export function egressPoliciesOf(resource: Resource, cluster: Cluster): readonly Resource[] {
  return cluster.workloadsOf(resource).flatMap((workload) => egressPolicies(cluster).get(workload) ?? [])
}
