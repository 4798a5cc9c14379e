import {
  budgetedWorkloads,
  type Cluster,
  conform,
  isReplicated,
  leastReplicas,
  pathIn,
  type Resource,
  valueIn,
  type Workload,
  writtenReplicas,
} from '../../cluster/index.ts'
import { defineRule, type Report } from '../rule.ts'

/**
 * A budget that allows no eviction at all.
 *
 * Restricted fields: spec.minAvailable, spec.maxUnavailable
 * Allowed values:    one of the two, a number or a percentage, that leaves at least one pod to be evicted
 */
export const disruptionBudgetBlocks = defineRule({
  id: 'disruption-budget-blocks',
  title: 'Disruption budget allows no eviction',
  severity: 'medium',
  category: 'reliability',
  visit: 'resource',
  kinds: ['PodDisruptionBudget'],
  profile: 'all',
  frameworks: {},
  fix: 'none',
  description:
    'Reported when `maxUnavailable` is zero, when `minAvailable` is all pods, or no fewer than the workloads that the budget selects run together: their replicas, or the minimum of the autoscaler that sets them. Also when neither of the two is set, which allows no eviction either, when both are, and when a value is neither a number nor a percentage. Percentages are rounded up, as the cluster does. Budgets over pods whose number is not known, as those of a DaemonSet, are judged by their percentages alone.',
  why: 'Nodes with such pods cannot be drained, so node upgrades and kernel fixes wait until someone deletes the pods by hand.',
  remedy: 'Leave room for one pod at least, with maxUnavailable: 1 or more replicas than minAvailable.',
  examples: {
    bad: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: shop
spec:
  maxUnavailable: 0
  selector:
    matchLabels:
      app: shop
`,
    good: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: shop
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: shop
`,
  },
  *check({ resource, cluster }) {
    const spec = conform(valueIn(resource, 'spec'), budgetShape, pathIn(resource, 'spec'), []) ?? {}
    const { minAvailable, maxUnavailable } = spec
    const report =
      minAvailable !== undefined && maxUnavailable !== undefined
        ? both(resource)
        : maxUnavailable !== undefined
          ? ofMaximum(resource, maxUnavailable)
          : minAvailable !== undefined
            ? ofMinimum(resource, minAvailable, cluster)
            : neither(resource)
    if (report) yield report
  },
})

const budgetShape = { fields: { minAvailable: 'scalar', maxUnavailable: 'scalar' } } as const

const refused = 'The API server refuses the budget, so the pods have none.'

function both(resource: Resource): Report {
  return {
    at: pathIn(resource, 'spec', 'maxUnavailable'),
    message: 'minAvailable and maxUnavailable are both set',
    why: refused,
  }
}

/** Source: kubernetes/kubernetes pkg/controller/disruption (getExpectedPodCount, updatePdbStatus). */
function neither(resource: Resource): Report {
  return {
    at: pathIn(resource, 'spec'),
    message: 'neither minAvailable nor maxUnavailable is set, which allows no eviction',
  }
}

function ofMaximum(resource: Resource, written: string | number): Report | undefined {
  const at = pathIn(resource, 'spec', 'maxUnavailable')
  const amount = amountFrom(written)
  if (amount === undefined) return unreadable(at, 'maxUnavailable', written)
  return amount.value === 0 ? { at, message: `maxUnavailable is ${written}` } : undefined
}

function ofMinimum(resource: Resource, written: string | number, cluster: Cluster): Report | undefined {
  const at = pathIn(resource, 'spec', 'minAvailable')
  const amount = amountFrom(written)
  if (amount === undefined) return unreadable(at, 'minAvailable', written)
  if (amount.percent && amount.value >= 100) return { at, message: `minAvailable is ${written}` }
  const workloads = budgetedWorkloads(cluster, resource)
  const pods = podCount(cluster, workloads)
  if (pods === undefined || pods === 0) return undefined
  const needed = amount.percent ? Math.ceil((amount.value * pods) / 100) : amount.value
  if (pods > needed) return undefined
  const names = workloads.slice(0, 3).map(({ resource: { kind, name } }) => `${kind} ${name}`)
  const who = workloads.length > 3 ? `${workloads.length} workloads` : names.join(', ')
  return {
    at,
    message: `minAvailable ${written} of ${pods} ${pods === 1 ? 'pod' : 'pods'} (${who}) leaves none to evict`,
  }
}

function unreadable(at: Report['at'], field: string, written: string | number): Report {
  return { at, message: `${field} is "${written}", neither a number nor a percentage`, why: refused }
}

function amountFrom(written: string | number): { readonly value: number; readonly percent: boolean } | undefined {
  if (typeof written === 'number')
    return Number.isInteger(written) && written >= 0 ? { value: written, percent: false } : undefined
  const match = /^(\d+)%$/.exec(written)
  return match ? { value: Number(match[1]), percent: true } : undefined
}

/** How many pods the workloads run together on a quiet day; undefined when one of them does not say. */
function podCount(cluster: Cluster, workloads: readonly Workload[]): number | undefined {
  let count = 0
  for (const { resource } of workloads) {
    if (resource.kind === 'Pod' && resource.group === '') count += 1
    else if (!isReplicated(resource)) return undefined
    else if (writtenReplicas(resource) !== 0) count += leastReplicas(cluster, resource)
  }
  return count
}
