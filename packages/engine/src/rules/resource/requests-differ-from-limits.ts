import { amountOf, parseQuantity } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A container may use more than is set aside for it.
 *
 * Wanted fields:  containers[*].resources.{requests,limits}.{cpu,memory} (init, sidecar, regular), or a LimitRange
 * Allowed values: equal
 */
export const requestsDifferFromLimits = defineRule({
  id: 'requests-differ-from-limits',
  title: 'Request differs from the limit',
  severity: 'info',
  category: 'resource',
  visit: 'container',
  containers: ['init', 'sidecar', 'regular'],
  profile: 'all',
  frameworks: {},
  fix: 'value',
  options: {
    resources: { type: 'strings', default: ['cpu', 'memory'], description: 'The resources that are compared' },
  },
  description:
    'Reported for each container whose effective request and limit on a resource differ, one of them missing included; a limit without a request is both. Amounts that a template tool still fills are passed over. The option `resources` says which resources are compared.',
  why: 'Only pods whose requests equal their limits are of the class Guaranteed, the last to be evicted.',
  remedy: 'Set both to the same amount where the workload should be Guaranteed.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      resources:
        requests:
          memory: 1Gi
        limits:
          memory: 2Gi
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      resources:
        requests:
          memory: 1Gi
        limits:
          memory: 1Gi
`,
  },
  *check({ container, workload, cluster, options }) {
    for (const name of options.resources) {
      const request = amountOf(cluster, workload, container, 'requests', name)
      const limit = amountOf(cluster, workload, container, 'limits', name)
      if (parseQuantity(request?.value) === parseQuantity(limit?.value)) continue
      if ([request, limit].some((amount) => amount && parseQuantity(amount.value) === undefined)) continue
      yield {
        at: container.path('resources', request ? 'requests' : 'limits', name),
        message: `the request for ${name} is ${request?.value ?? 'not set'}, the limit ${limit?.value ?? 'not set'}`,
        fix: { description: 'Set both to the same amount', needs: 'what the container uses' },
      }
    }
  },
})
