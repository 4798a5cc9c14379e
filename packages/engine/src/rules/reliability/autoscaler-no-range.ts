import { autoscalerFrom, isControlled } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * An autoscaler with nothing to choose from.
 *
 * Restricted fields: spec.minReplicas and maxReplicas (HorizontalPodAutoscaler),
 *                    spec.minReplicaCount and maxReplicaCount (ScaledObject)
 * Allowed values:    a maximum above the minimum
 */
export const autoscalerNoRange = defineRule({
  id: 'autoscaler-no-range',
  title: 'Autoscaler has no range',
  severity: 'low',
  category: 'reliability',
  visit: 'resource',
  kinds: ['HorizontalPodAutoscaler', 'ScaledObject'],
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    'Reported when the maximum of a HorizontalPodAutoscaler or of a KEDA ScaledObject is not above its minimum, defaults included: one and no maximum for the former, zero and 100 for the latter. A maximum that is below the minimum is refused.',
  why: 'The number of pods stays the same whatever the load, while everyone takes the workload for one that scales.',
  remedy: 'Raise the maximum, or remove the autoscaler and set replicas.',
  examples: {
    bad: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: shop
spec:
  minReplicas: 3
  maxReplicas: 3
`,
    good: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: shop
spec:
  minReplicas: 3
  maxReplicas: 9
`,
  },
  *check({ resource }) {
    const autoscaler = autoscalerFrom(resource)
    if (autoscaler?.maximum === undefined || isControlled(resource)) return
    const { minimum, maximum, maximumPath } = autoscaler
    if (maximum === minimum) {
      yield { at: maximumPath, message: `both the least and the most replicas are ${maximum}` }
    } else if (maximum < minimum) {
      yield {
        at: maximumPath,
        severity: 'medium',
        message: `the most replicas, ${maximum}, are fewer than the least, ${minimum}`,
        why: 'The autoscaler is refused, so the number of pods stays the same whatever the load.',
      }
    }
  },
})
