import { amountOf } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A container has no limit on CPU.
 *
 * Wanted fields:  containers[*].resources.limits.cpu (init, sidecar, regular), spec.resources.limits.cpu, or a LimitRange
 * Allowed values: anything but 0
 */
export const cpuLimitMissing = defineRule({
  id: 'cpu-limit-missing',
  title: 'CPU is not limited',
  severity: 'low',
  category: 'resource',
  visit: 'container',
  containers: ['init', 'sidecar', 'regular'],
  profile: 'all',
  frameworks: { nsa: true, mitre: ['T1496'] },
  fix: 'value',
  description:
    'Reported for each container without a limit on CPU, unless the pod has one (`spec.resources`), or a LimitRange of its namespace gives one by default. Zero counts as none. Ephemeral containers cannot have any.',
  why: 'The container may take all idle CPU of its node. Many leave it so on purpose, since a limit also slows what is idle elsewhere; that is why the rule is off by default.',
  remedy: 'Set a limit, where fairness matters more than speed.',
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
          cpu: "100m"
`,
  },
  *check({ container, workload, cluster }) {
    if (amountOf(cluster, workload, container, 'limits', 'cpu')) return
    yield {
      at: container.path('resources', 'limits', 'cpu'),
      message: 'no limit on CPU',
      fix: { description: 'Set a limit on CPU', needs: 'what the container uses' },
    }
  },
})
