import { defineRule } from '../rule.ts'
import { isSandboxTemplate } from './sandbox.ts'

/**
 * A sandbox may use up its node.
 *
 * Wanted fields:  containers[*].resources.limits.{cpu,memory}, or spec.resources.limits.{cpu,memory} of the pod
 *                 (init, sidecar, regular) of SandboxTemplate (extensions.agents.x-k8s.io)
 * Allowed values: any
 */
export const sandboxResourceCeiling = defineRule({
  id: 'sandbox-resource-ceiling',
  title: 'Sandbox has no limits',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  containers: ['init', 'sidecar', 'regular'],
  profile: 'default',
  frameworks: { mitre: ['T1496'] },
  fix: 'value',
  description:
    'Reported for each container of a SandboxTemplate without a limit on CPU or on memory, unless the pod has one.',
  why: 'A sandbox runs code that nobody has read; without limits it starves its neighbours, or mines on your bill.',
  remedy: 'Set limits for CPU and memory.',
  examples: {
    bad: `apiVersion: extensions.agents.x-k8s.io/v1alpha1
kind: SandboxTemplate
metadata:
  name: python
spec:
  podTemplate:
    spec:
      containers:
        - name: python
          image: registry.example/python:3.14.1
`,
    good: `apiVersion: extensions.agents.x-k8s.io/v1alpha1
kind: SandboxTemplate
metadata:
  name: python
spec:
  podTemplate:
    spec:
      containers:
        - name: python
          image: registry.example/python:3.14.1
          resources:
            limits:
              cpu: "1"
              memory: 512Mi
`,
  },
  *check({ container, workload }) {
    if (!isSandboxTemplate(workload)) return
    for (const resource of ['cpu', 'memory']) {
      if (
        (container.spec.resources?.limits?.[resource] ?? workload.pod.spec.resources?.limits?.[resource]) !== undefined
      )
        continue
      yield {
        at: container.path('resources', 'limits', resource),
        message: `no limit on ${resource === 'cpu' ? 'CPU' : 'memory'}`,
        fix: { description: `Set a limit on ${resource}`, needs: 'the most that a sandbox should get' },
      }
    }
  },
})
