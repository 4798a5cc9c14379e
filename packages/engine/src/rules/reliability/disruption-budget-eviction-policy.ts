import { pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule, set } from '../rule.ts'

/**
 * Pods that are broken anyway are protected from eviction too.
 *
 * Required fields: spec.unhealthyPodEvictionPolicy of a policy/v1 PodDisruptionBudget
 */
export const disruptionBudgetEvictionPolicy = defineRule({
  id: 'disruption-budget-eviction-policy',
  title: 'Disruption budget does not say what happens to unhealthy pods',
  severity: 'low',
  category: 'reliability',
  visit: 'resource',
  kinds: ['PodDisruptionBudget'],
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    'Reported when `unhealthyPodEvictionPolicy` is not set. It then counts as IfHealthyBudget: a pod that runs but is not ready is evicted only while enough others are healthy. `policy/v1beta1` does not have the field and is passed over.',
  why: 'A workload that has never become ready keeps its nodes from being drained, although evicting it would lose nothing.',
  remedy: 'Set AlwaysAllow, or write IfHealthyBudget where unready pods hold data that the others need.',
  examples: {
    bad: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: shop
spec:
  maxUnavailable: 1
`,
    good: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: shop
spec:
  maxUnavailable: 1
  unhealthyPodEvictionPolicy: AlwaysAllow
`,
  },
  *check({ resource }) {
    if (resource.apiVersion !== 'policy/v1') return
    if (typeof valueIn(resource, 'spec', 'unhealthyPodEvictionPolicy') === 'string') return
    const at = pathIn(resource, 'spec', 'unhealthyPodEvictionPolicy')
    yield {
      at,
      message: 'unhealthyPodEvictionPolicy is not set',
      fix: {
        description: 'Set unhealthyPodEvictionPolicy: AlwaysAllow',
        changes: [set(at, 'AlwaysAllow')],
        needs: 'to know that pods which are not ready may go at any time, as in most workloads without a quorum',
      },
    }
  },
})
