import { autoscalerFrom, isControlled } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * The autoscaler goes down to too few pods.
 *
 * Restricted fields: spec.minReplicas of a HorizontalPodAutoscaler
 * Allowed values:    the minimum and above
 */
export const autoscalerMinReplicas = defineRule({
  id: 'autoscaler-min-replicas',
  title: 'Autoscaler goes down to few replicas',
  severity: 'low',
  category: 'reliability',
  visit: 'resource',
  kinds: ['HorizontalPodAutoscaler'],
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    'Reported when `minReplicas`, one when left out, is below `minimum`. Autoscalers that another resource has made, as KEDA does, are passed over, and so are the ScaledObjects of KEDA, whose purpose is to go down to none.',
  why: 'In a quiet hour the workload is down to that number, and a single lost node may be all of it.',
  remedy: 'Raise minReplicas, after checking that the workload is worth the idle pods.',
  options: {
    minimum: { type: 'integer', default: 3, description: 'The number of replicas that is enough.' },
  },
  examples: {
    bad: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: shop
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: shop
  minReplicas: 1
  maxReplicas: 9
`,
    good: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: shop
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: shop
  minReplicas: 3
  maxReplicas: 9
`,
  },
  *check({ resource, options }) {
    const autoscaler = autoscalerFrom(resource)
    if (!autoscaler || autoscaler.minimum >= options.minimum || isControlled(resource)) return
    yield {
      at: autoscaler.minimumPath,
      message: `minReplicas is ${autoscaler.minimum}, below ${options.minimum}`,
    }
  },
})
