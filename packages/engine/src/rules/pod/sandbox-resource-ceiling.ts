import { parseQuantity } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { isSandboxTemplate } from './sandbox.ts'

/**
 * A sandbox may use up its node.
 *
 * Wanted fields:  containers[*].resources.limits.{cpu,memory}, or spec.resources.limits.{cpu,memory} of the pod
 *                 (init, sidecar, regular) of SandboxTemplate (extensions.agents.x-k8s.io)
 * Allowed values: up to the options cpu and memory; any when they are empty
 */
export const sandboxResourceCeiling = defineRule({
  id: 'sandbox-resource-ceiling',
  title: 'Sandbox has no limits, or too high ones',
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  containers: ['init', 'sidecar', 'regular'],
  profile: 'all',
  frameworks: { mitre: ['T1496'] },
  fix: 'value',
  options: {
    cpu: {
      type: 'string',
      default: '',
      description: 'The most CPU that a limit may give, such as 2 or 1500m; any when empty',
    },
    memory: {
      type: 'string',
      default: '',
      description: 'The most memory that a limit may give, such as 4Gi; any when empty',
    },
  },
  description:
    "Reported for each container of a SandboxTemplate without a limit on CPU or on memory, unless the pod has one; and, where the option `cpu` or `memory` is set, for each limit above it, the pod's own included.",
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
  *check({ container, workload, options }) {
    if (!isSandboxTemplate(workload.resource)) return
    for (const name of ['cpu', 'memory'] as const) {
      const own = container.spec.resources?.limits?.[name]
      const limit = own ?? workload.pod.spec.resources?.limits?.[name]
      const plain = name === 'cpu' ? 'CPU' : name
      if (limit === undefined) {
        yield {
          at: container.path('resources', 'limits', name),
          message: `no limit on ${plain}`,
          fix: { description: `Set a limit on ${plain}`, needs: 'the most that a sandbox should get' },
        }
        continue
      }
      const ceiling = parseQuantity(options[name])
      const amount = parseQuantity(limit)
      if (ceiling === undefined || amount === undefined || amount <= ceiling) continue
      yield {
        at: (own === undefined ? workload.pod.specPath : container.path)('resources', 'limits', name),
        message: `the limit on ${plain} is ${limit}, above ${options[name]}`,
        fix: { description: `Lower the limit on ${plain}`, needs: 'the most that a sandbox should get' },
      }
    }
  },
})
