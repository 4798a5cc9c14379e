import type { Cluster } from './cluster.ts'
import { perCluster } from './memo.ts'
import { type LabelSelector, labelSelectorShape } from './pod-shape.ts'
import { effectiveNamespace, pathIn, type Resource, valueIn } from './resource.ts'
import { selectorMatches } from './selector.ts'
import { conform } from './shape.ts'
import type { Workload } from './workload.ts'

/**
 * The selector of a PodDisruptionBudget; undefined when it selects nothing, as an empty one did in `policy/v1beta1`.
 * Source: kubernetes/api policy/v1/types.go, policy/v1beta1/types.go.
 */
function budgetSelector(budget: Resource): LabelSelector | undefined {
  const selector = selectorIn(budget)
  const isEmpty = !Object.keys(selector?.matchLabels ?? {}).length && !selector?.matchExpressions?.length
  return isEmpty && budget.apiVersion === 'policy/v1beta1' ? undefined : selector
}

function selectorIn(resource: Resource): LabelSelector | undefined {
  const path = ['spec', 'selector']
  return conform(valueIn(resource, ...path), labelSelectorShape, pathIn(resource, ...path), [])
}

/** Workloads whose templates carry no labels, as in a patch: they are known by what their controller selects. */
const withoutLabels = perCluster((cluster): ReadonlyMap<string, readonly Workload[]> => {
  const bare = cluster.workloads.filter((workload) => workload.pod.metadata.labels === undefined)
  return Map.groupBy(bare, (workload) => effectiveNamespace(workload.resource))
})

/** The workloads whose pods a budget counts; those that a controller given too has made are left to it. */
export function budgetedWorkloads(cluster: Cluster, budget: Resource): readonly Workload[] {
  const selector = budgetSelector(budget)
  if (selector === undefined) return []
  const bySelector = (withoutLabels(cluster).get(effectiveNamespace(budget)) ?? []).filter((workload) => {
    const labels = selectorIn(workload.resource)?.matchLabels
    return labels !== undefined && selectorMatches(selector, labels)
  })
  const byLabels = cluster.selected(budget.namespace, selector)
  return [...new Set([...byLabels, ...bySelector])].filter((workload) => workload.owner === undefined)
}

/** The workloads that some budget counts. */
export const workloadsWithBudget = perCluster((cluster): ReadonlySet<Workload> => {
  const budgets = cluster.ofKind('PodDisruptionBudget')
  return new Set(budgets.flatMap((budget) => budgetedWorkloads(cluster, budget)))
})
