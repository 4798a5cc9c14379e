import { parseQuantity } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A container may use, or asks for, more than is allowed.
 *
 * Restricted fields: containers[*].resources.{limits,requests}.{cpu,memory} (init, sidecar, regular)
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
    'Reported for each limit and request above the option `cpu` or `memory`. Nothing is reported until one of them is set. Quantities are compared as numbers, in whichever unit they are written.',
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
  *check({ container, options }) {
    for (const name of ['cpu', 'memory'] as const) {
      const ceiling = parseQuantity(options[name])
      if (ceiling === undefined) continue
      for (const slot of ['limits', 'requests'] as const) {
        const written = container.spec.resources?.[slot]?.[name]
        const amount = parseQuantity(written)
        if (amount === undefined || amount <= ceiling) continue
        yield {
          at: container.path('resources', slot, name),
          message: `the ${slot === 'limits' ? 'limit on' : 'request for'} ${name} is ${written}, above ${options[name]}`,
        }
      }
    }
  },
})
