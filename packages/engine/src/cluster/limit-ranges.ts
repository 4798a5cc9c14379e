import type { Cluster } from './cluster.ts'
import { effectiveNamespace, pathIn, valueIn } from './resource.ts'
import { conform } from './shape.ts'
import type { Container, Workload } from './workload.ts'
import { parseQuantity } from './quantity.ts'

export type ResourceList = Readonly<Record<string, string | number>>
export type ResourceSlot = 'requests' | 'limits'

/** An amount that holds for a container, and who says so. */
export interface Amount {
  readonly value: string | number
  readonly from: 'container' | 'limit' | 'pod' | 'limit-range'
}

const limitRangeShape = {
  list: {
    fields: {
      type: 'string',
      default: { map: 'scalar' },
      defaultRequest: { map: 'scalar' },
      max: { map: 'scalar' },
      min: { map: 'scalar' },
    },
  },
} as const

type Defaults = Readonly<Record<ResourceSlot, ResourceList>>

const known = new WeakMap<Cluster, Map<string, Defaults>>()

/**
 * The request or limit of one resource that holds for a container: its own; for a request, its own limit, which the API
 * server takes when no request is written; the pod's (`spec.resources`, on since v1.34); the default of a LimitRange in
 * the namespace. Zero means none, and what is written is not defaulted. Undefined when nothing gives one.
 */
export function amountOf(
  cluster: Cluster,
  workload: Workload,
  container: Container,
  slot: ResourceSlot,
  name: string,
): Amount | undefined {
  const own = container.spec.resources
  const pod = workload.pod.spec.resources
  const shared = name === 'cpu' || name === 'memory' || name.startsWith('hugepages-')
  const places: (readonly [ResourceList | undefined, Amount['from']])[] = [[own?.[slot], 'container']]
  const isWritten = own?.[slot]?.[name] !== undefined
  if (slot === 'requests' && !isWritten) places.push([own?.limits, 'limit'])
  if (shared) places.push([pod?.[slot], 'pod'])
  if (shared && slot === 'requests') places.push([pod?.limits, 'pod'])
  if (!isWritten) {
    places.push([limitRangeDefaults(cluster, effectiveNamespace(workload.resource))[slot], 'limit-range'])
  }
  for (const [list, from] of places) {
    const value = list?.[name]
    if (value !== undefined && parseQuantity(value) !== 0) return { value, from }
  }
  return undefined
}

/**
 * What the LimitRanges of a namespace give to containers that say nothing.
 * Source: kubernetes/kubernetes pkg/apis/core/v1/defaults.go (SetDefaults_LimitRangeItem), plugin/pkg/admission/limitranger.
 */
function limitRangeDefaults(cluster: Cluster, namespace: string): Defaults {
  let perNamespace = known.get(cluster)
  if (!perNamespace) known.set(cluster, (perNamespace = new Map()))
  let defaults = perNamespace.get(namespace)
  if (!defaults) perNamespace.set(namespace, (defaults = readDefaults(cluster, namespace)))
  return defaults
}

function readDefaults(cluster: Cluster, namespace: string): Defaults {
  const requests: Record<string, string | number> = {}
  const limits: Record<string, string | number> = {}
  for (const range of cluster.ofKind('LimitRange', '')) {
    if (effectiveNamespace(range) !== namespace) continue
    const items = conform(valueIn(range, 'spec', 'limits'), limitRangeShape, pathIn(range, 'spec', 'limits'), []) ?? []
    for (const item of items) {
      if (item.type !== 'Container') continue
      const limit = { ...item.max, ...item.default }
      Object.assign(limits, limit)
      Object.assign(requests, { ...item.min, ...limit, ...item.defaultRequest })
    }
  }
  return { requests, limits }
}
