import { type Amount, amountOf, parseQuantity } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A container may use, or asks for, more than is allowed.
 *
 * Restricted fields: containers[*].resources.{limits,requests}.{cpu,memory} (init, sidecar, regular), spec.resources, and
 *                    what a LimitRange gives
 * Allowed values:    up to the options cpu and memory
 */
export const limitAboveCeiling = defineRule({
  id: 'limit-above-ceiling',
  title: 'Limit or request is above the ceiling',
  severity: 'medium',
  category: 'resource',
  visit: 'container',
  containers: ['init', 'sidecar', 'regular'],
  profile: 'default',
  frameworks: { mitre: ['T1496'] },
  fix: 'none',
  options: {
    cpu: { type: 'string', default: '', description: 'The most CPU, such as 2 or 1500m' },
    memory: { type: 'string', default: '', description: 'The most memory, such as 4Gi' },
  },
  description:
    "Reported for each limit and request above the option `cpu` or `memory`: the container's own, else the pod's (`spec.resources`), else the default that a LimitRange of its namespace gives. A request that only follows from its limit is not reported beside it. Nothing is reported until one of the options is set. Quantities are compared as numbers, in whichever unit they are written.",
  why: 'Someone decided what a container may cost.',
  remedy: 'Lower it, or have the ceiling raised.',
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
        limits:
          memory: 8Gi
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
          memory: 1Gi
`,
    options: { memory: '4Gi' },
  },
  *check({ container, workload, cluster, options }) {
    for (const name of ['cpu', 'memory'] as const) {
      const ceiling = parseQuantity(options[name])
      if (ceiling === undefined) continue
      const limit = amountOf(cluster, workload, container, 'limits', name)
      const request = amountOf(cluster, workload, container, 'requests', name)
      const follows = request?.from !== 'container' && request?.value === limit?.value
      for (const [slot, amount] of [['limits', limit] as const, ['requests', follows ? undefined : request] as const]) {
        if (!amount || (parseQuantity(amount.value) ?? 0) <= ceiling) continue
        const path = ['resources', slot, name]
        yield {
          at: amount.from === 'pod' ? workload.pod.specPath(...path) : container.path(...path),
          message: `the ${slot === 'limits' ? 'limit on' : 'request for'} ${name}${origin[amount.from]} is ${amount.value}, above ${options[name]}`,
        }
      }
    }
  },
})

const origin: Readonly<Record<Amount['from'], string>> = {
  container: '',
  limit: '',
  pod: ' of the whole pod',
  'limit-range': ' that a LimitRange gives',
}
