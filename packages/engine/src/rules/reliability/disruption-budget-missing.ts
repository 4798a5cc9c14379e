import { mayRun, workloadsWithBudget } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * Draining nodes may take all replicas at once.
 *
 * Required resources: a PodDisruptionBudget in the same namespace that selects the pods
 */
export const disruptionBudgetMissing = defineRule({
  id: 'disruption-budget-missing',
  title: 'No disruption budget',
  severity: 'low',
  category: 'reliability',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    'Reported for workloads that may run `minimum` replicas or more and that no PodDisruptionBudget of their namespace, among the resources given, selects. Replicas that are left out count as many, since an autoscaler may set them. With a single replica a budget could only stand in the way of the drain.',
  why: 'Nodes that are drained together, as in an upgrade, may evict all replicas at the same moment.',
  remedy: "Add a PodDisruptionBudget that selects the workload's pods and says how many may be away.",
  options: {
    minimum: { type: 'integer', default: 2, description: 'From how many replicas on a workload needs a budget.' },
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 3
  template:
    metadata:
      labels:
        app: shop
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 3
  template:
    metadata:
      labels:
        app: shop
---
apiVersion: policy/v1
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
  *check({ workload, cluster, options }) {
    const { resource } = workload
    if (!mayRun(cluster, resource, options.minimum) || workloadsWithBudget(cluster).has(workload)) return
    yield {
      at: workload.pod.path('metadata', 'labels'),
      message: 'no PodDisruptionBudget in what was given selects the pods',
    }
  },
})
