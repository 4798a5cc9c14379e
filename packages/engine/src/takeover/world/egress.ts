import {
  conform,
  type Cluster,
  labelSelectorShape,
  pathIn,
  perCluster,
  type Resource,
  type Shaped,
  valueIn,
  type Workload,
} from '../../cluster/index.ts'
import type { Spot } from './spots.ts'
import type { World } from './world.ts'

const egressShape = {
  list: {
    fields: {
      to: { list: { fields: { ipBlock: { fields: { cidr: 'string', except: { list: 'string' } } } } } },
      ports: { list: { fields: { port: 'scalar', endPort: 'integer', protocol: 'string' } } },
    },
  },
} as const

type EgressRules = NonNullable<Shaped<typeof egressShape>>

/** The rules of all NetworkPolicies that restrict what a workload's pods send, by workload. */
const egressRules = perCluster((cluster: Cluster): ReadonlyMap<Workload, EgressRules> => {
  const found = new Map<Workload, EgressRules[number][]>()
  for (const policy of cluster.ofKind('NetworkPolicy', 'networking.k8s.io')) {
    if (!restrictsEgress(policy)) continue
    const selector = conform(valueIn(policy, 'spec', 'podSelector'), labelSelectorShape, pathIn(policy), [])
    const rules = conform(valueIn(policy, 'spec', 'egress'), egressShape, pathIn(policy), []) ?? []
    for (const workload of cluster.selected(policy.namespace, selector ?? {})) {
      const known = found.get(workload)
      if (known) known.push(...rules)
      else found.set(workload, [...rules])
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

/**
 * Whether NetworkPolicies let a container send to an address that is no pod's, over TCP; without an address, to some. They
 * do not apply to a pod on its node's network.
 */
export function mayReach({ declared }: Spot, { cluster }: World, address: string | undefined, port: number): boolean {
  if (declared.pod.spec.hostNetwork === true) return true
  const rules = egressRules(cluster).get(declared)
  if (rules === undefined) return true
  return rules.some(({ to = [], ports = [] }) => {
    const onPort = ports.length === 0 || ports.some((each) => isOnPort(each, port))
    const toAddress =
      to.length === 0 ||
      to.some(({ ipBlock }) => {
        if (ipBlock?.cidr === undefined) return false
        if (address === undefined) return true
        return isIn(address, ipBlock.cidr) && !(ipBlock.except ?? []).some((each) => isIn(address, each))
      })
    return onPort && toAddress
  })
}

type Port = NonNullable<EgressRules[number]['ports']>[number]

function isOnPort({ port, endPort, protocol = 'TCP' }: Port, wanted: number): boolean {
  if (protocol !== 'TCP') return false
  if (port === undefined) return true
  const first = Number(port)
  return wanted >= first && wanted <= (endPort ?? first)
}

/** Whether an IPv4 address lies in a block. */
function isIn(address: string, cidr: string): boolean {
  const [base = '', length = ''] = cidr.split('/')
  const [a, b] = [numberOf(address), numberOf(base)]
  if (a === undefined || b === undefined || !/^\d+$/.test(length)) return false
  const size = 2 ** (32 - Number(length))
  return Math.floor(a / size) === Math.floor(b / size)
}

function numberOf(address: string): number | undefined {
  const parts = address.split('.').map(Number)
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return undefined
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}
