import { amountOf } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A container has no limit on memory.
 *
 * Wanted fields:  containers[*].resources.limits.memory (init, sidecar, regular), spec.resources.limits.memory, or a LimitRange
 * Allowed values: anything but 0
 */
export const memoryLimitMissing = defineRule({
  id: 'memory-limit-missing',
  title: 'Memory is not limited',
  severity: 'low',
  category: 'resource',
  visit: 'container',
  containers: ['init', 'sidecar', 'regular'],
  profile: 'default',
  frameworks: { nsa: true, mitre: ['T1499'] },
  fix: 'value',
  description:
    'Reported for each container without a limit on memory, unless the pod has one (`spec.resources`), or a LimitRange of its namespace gives one by default. Zero counts as none. Ephemeral containers cannot have any.',
  why: 'A leak, or an intruder, uses up the memory of the node, and the kernel kills its neighbours.',
  remedy: 'Set a limit from what it uses.',
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
        limits:
          memory: 128Mi
`,
  },
  *check({ container, workload, cluster }) {
    if (amountOf(cluster, workload, container, 'limits', 'memory')) return
    yield {
      at: container.path('resources', 'limits', 'memory'),
      message: 'no limit on memory',
      fix: { description: 'Set a limit on memory', needs: 'what the container uses' },
    }
  },
})
