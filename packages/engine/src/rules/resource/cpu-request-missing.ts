import { amountOf } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A container has no request for CPU.
 *
 * Wanted fields:  containers[*].resources.requests.cpu (init, sidecar, regular), spec.resources.requests.cpu, or a LimitRange
 * Allowed values: anything but 0
 */
export const cpuRequestMissing = defineRule({
  id: 'cpu-request-missing',
  title: 'The container asks for no CPU',
  severity: 'low',
  category: 'resource',
  visit: 'container',
  containers: ['init', 'sidecar', 'regular'],
  profile: 'default',
  frameworks: {},
  fix: 'value',
  description:
    'Reported for each container without a request for CPU, unless the pod has one (`spec.resources`), or a LimitRange of its namespace gives one by default. A limit counts as a request, as the API server has it. Zero counts as none. Ephemeral containers cannot have any.',
  why: 'The scheduler counts it as nothing: it is put on nodes that are full, and gets the least of what is left there.',
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
          cpu: "100m"
`,
  },
  *check({ container, workload, cluster }) {
    if (amountOf(cluster, workload, container, 'requests', 'cpu')) return
    yield {
      at: container.path('resources', 'requests', 'cpu'),
      message: 'no request for CPU',
      fix: { description: 'Set a request for CPU', needs: 'what the container uses' },
    }
  },
})
