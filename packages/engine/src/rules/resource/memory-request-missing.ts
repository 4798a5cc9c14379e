import { amountOf } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A container has no request for memory.
 *
 * Wanted fields:  containers[*].resources.requests.memory (init, sidecar, regular), spec.resources.requests.memory, or a LimitRange
 * Allowed values: anything but 0
 */
export const memoryRequestMissing = defineRule({
  id: 'memory-request-missing',
  title: 'The container asks for no memory',
  severity: 'low',
  category: 'resource',
  visit: 'container',
  containers: ['init', 'sidecar', 'regular'],
  profile: 'default',
  frameworks: {},
  fix: 'value',
  description:
    'Reported for each container without a request for memory, unless the pod has one (`spec.resources`), or a LimitRange of its namespace gives one by default. A limit counts as a request, as the API server has it. Zero counts as none. Ephemeral containers cannot have any.',
  why: 'The scheduler counts it as nothing, and it is the first to be killed when its node runs short.',
  remedy: 'Set a request from what it uses.',
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
          memory: 128Mi
`,
  },
  *check({ container, workload, cluster }) {
    if (amountOf(cluster, workload, container, 'requests', 'memory')) return
    yield {
      at: container.path('resources', 'requests', 'memory'),
      message: 'no request for memory',
      fix: { description: 'Set a request for memory', needs: 'what the container uses' },
    }
  },
})
