import { amountOf, parseQuantity } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A container asks for no space on the disk of its node, or for less than it may use.
 *
 * Wanted fields:  containers[*].resources.{requests,limits}.ephemeral-storage (init, sidecar, regular), or a LimitRange
 * Allowed values: both the same, and not 0
 */
export const ephemeralStorageMissing = defineRule({
  id: 'ephemeral-storage-missing',
  title: 'Space on the node is not bounded',
  severity: 'low',
  category: 'resource',
  visit: 'container',
  containers: ['init', 'sidecar', 'regular'],
  profile: 'all',
  frameworks: { mitre: ['T1499'] },
  fix: 'value',
  description:
    'Reported for each container without a limit on ephemeral storage, or without a request for it, and where both differ. It covers logs, the writable layer and emptyDir volumes on disk.',
  why: 'What fills the disk of its node has other pods evicted.',
  remedy: 'Set request and limit from what it writes.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
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
          ephemeral-storage: 1Gi
        limits:
          ephemeral-storage: 1Gi
`,
  },
  *check({ container, workload, cluster }) {
    const name = 'ephemeral-storage'
    const limit = amountOf(cluster, workload, container, 'limits', name)
    const request = amountOf(cluster, workload, container, 'requests', name)
    const fix = { description: 'Set request and limit', needs: 'what the container writes' }
    if (!limit) yield { at: container.path('resources', 'limits', name), message: 'no limit on ephemeral storage', fix }
    else if (!request)
      yield { at: container.path('resources', 'requests', name), message: 'no request for ephemeral storage', fix }
    else if (parseQuantity(limit.value) !== parseQuantity(request.value)) {
      yield {
        at: container.path('resources', 'requests', name),
        severity: 'info',
        message: `the request for ephemeral storage is ${request.value}, the limit ${limit.value}`,
        fix,
      }
    }
  },
})
