import { autoscalerFrom } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * An autoscaler may leave too few pods.
 *
 * Restricted fields: spec.minReplicas of HorizontalPodAutoscaler, spec.minReplicaCount of ScaledObject (keda.sh)
 * Allowed values:    the option minimum and above; 1 when left out
 */
export const autoscalerMinReplicas = defineRule({
  id: 'autoscaler-min-replicas',
  title: 'Autoscaler keeps too few replicas',
  severity: 'low',
  category: 'reliability',
  visit: 'resource',
  kinds: ['HorizontalPodAutoscaler', 'ScaledObject'],
  profile: 'all',
  frameworks: {},
  fix: 'value',
  options: {
    minimum: { type: 'integer', default: 3, description: 'The fewest replicas that are allowed' },
  },
  description:
    'Reported for each HorizontalPodAutoscaler, and each ScaledObject of KEDA, whose minimum is below the option `minimum`, 3 unless set.',
  why: 'At night, when load is low, the loss of one node stops the service.',
  remedy: 'Raise minReplicas.',
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
  minReplicas: 1
  maxReplicas: 9
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
  *check({ resource, options }) {
    const autoscaler = autoscalerFrom(resource)
    if (!autoscaler || autoscaler.minimum >= options.minimum) return
    yield {
      at: autoscaler.minimumPath,
      message: `${autoscaler.minimumPath.at(-1)} is ${autoscaler.minimum}, below ${options.minimum}`,
      fix: { description: `Keep ${options.minimum} or more`, needs: 'what that costs' },
    }
  },
})
