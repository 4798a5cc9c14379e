import { autoscalerFrom, isControlled, isSameGroup, pathIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/** Built-in kinds without a `scale` subresource. */
const unscalable = new Set(['/Pod', 'apps/DaemonSet', 'extensions/DaemonSet', 'batch/Job', 'batch/CronJob'])

/**
 * An autoscaler whose target is not there.
 *
 * Restricted fields: spec.scaleTargetRef (HorizontalPodAutoscaler, ScaledObject)
 * Allowed values:    a resource of the same namespace that can be scaled
 */
export const danglingAutoscaler = defineRule({
  id: 'dangling-autoscaler',
  title: 'Autoscaler has nothing to scale',
  severity: 'medium',
  category: 'reliability',
  visit: 'resource',
  kinds: ['HorizontalPodAutoscaler', 'ScaledObject'],
  profile: 'all',
  frameworks: {},
  fix: 'none',
  description:
    'Reported when nothing of the kind, API group and name that `scaleTargetRef` gives is in the namespace among the resources given, when it gives no kind or name, and when the kind cannot be scaled, as a DaemonSet. The version in `apiVersion` does not count. The target may well be in the cluster; that is why the rule is off by default.',
  why: 'The workload that was meant keeps its number of pods whatever the load, and nobody is told.',
  remedy: 'Correct the reference, declare its target beside it, or remove the autoscaler.',
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
  maxReplicas: 9
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
`,
  },
  *check({ resource, cluster }) {
    const autoscaler = autoscalerFrom(resource)
    if (!autoscaler || isControlled(resource)) return
    const { group, kind, name } = autoscaler.target
    const at = pathIn(resource, 'spec', 'scaleTargetRef')
    if (kind === '' || name === '') {
      yield { at, message: `scaleTargetRef gives no ${kind === '' ? 'kind' : 'name'}` }
      return
    }
    const target = cluster.find(kind, resource.namespace, name)
    if (!target || !isSameGroup(group, target.group)) {
      const ofGroup = group ? ` of ${group}` : ''
      yield { at, message: `there is no ${kind} ${name}${ofGroup} in what was given` }
    } else if (unscalable.has(`${target.group}/${kind}`)) {
      yield { at: [...at, 'kind'], message: `a ${kind} cannot be scaled` }
    }
  },
})
