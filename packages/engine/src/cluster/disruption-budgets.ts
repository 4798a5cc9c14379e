import type { Cluster } from './cluster.ts'
import { indexByLabel } from './label-index.ts'
import { perCluster } from './memo.ts'
import { type LabelSelector, labelSelectorShape } from './pod-shape.ts'
import { effectiveNamespace, pathIn, type Resource, valueIn } from './resource.ts'
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
const bySelector = perCluster((cluster) => {
  const bare = cluster.workloads.flatMap((workload) => {
    const labels = workload.pod.metadata.labels ? undefined : selectorIn(workload.resource)?.matchLabels
    return labels ? [{ workload, labels }] : []
  })
  return indexByLabel(
    bare,
    ({ workload }) => effectiveNamespace(workload.resource),
    ({ labels }) => labels,
  )
})

/** The workloads whose pods a budget counts; those that a controller given too has made are left to it. */
export function budgetedWorkloads(cluster: Cluster, budget: Resource): readonly Workload[] {
  const selector = budgetSelector(budget)
  if (selector === undefined) return []
  const known = bySelector(cluster).selected(effectiveNamespace(budget), selector)
  // A selector by absence finds the same workload both ways.
  const found = new Set([...cluster.selected(budget.namespace, selector), ...known.map(({ workload }) => workload)])
  return [...found].filter(({ owner }) => owner === undefined)
}

/** The workloads that some budget counts. */
export const workloadsWithBudget = perCluster((cluster): ReadonlySet<Workload> => {
  const budgets = cluster.ofKind('PodDisruptionBudget')
  return new Set(budgets.flatMap((budget) => budgetedWorkloads(cluster, budget)))
})
