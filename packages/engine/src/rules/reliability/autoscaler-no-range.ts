import { autoscalerFrom } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * An autoscaler has nothing to scale.
 *
 * Restricted fields: spec.{minReplicas,maxReplicas} of HorizontalPodAutoscaler
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
    'Reported for each HorizontalPodAutoscaler, and each ScaledObject of KEDA, whose maximum is not above its minimum; a minimum that is left out is 1, or 0 for KEDA.',
  why: 'It never scales, and looks as if it did.',
  remedy: 'Widen the range, or remove the autoscaler.',
  examples: {
    bad: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 3
  maxReplicas: 3
`,
    good: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 3
  maxReplicas: 9
`,
  },
  *check({ resource }) {
    const autoscaler = autoscalerFrom(resource)
    if (!autoscaler) return
    const { minimum, maximum, maximumPath } = autoscaler
    if (maximum === undefined || maximum > minimum) return
    yield {
      at: maximumPath,
      message: `from ${minimum} to ${maximum} there is nothing to scale`,
      fix: { description: 'Widen the range', needs: 'how far the workload should scale' },
    }
  },
})
