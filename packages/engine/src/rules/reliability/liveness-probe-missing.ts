import { defineRule } from '../rule.ts'
import { lacksProbe, runsToCompletion } from './probes.ts'

/**
 * Nothing notices when the container hangs.
 *
 * Required fields: containers[*].livenessProbe (regular), on one container of the pod
 */
export const livenessProbeMissing = defineRule({
  id: 'liveness-probe-missing',
  title: 'No liveness probe',
  severity: 'low',
  category: 'reliability',
  visit: 'container',
  containers: ['regular'],
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    'Reported for regular containers without a `livenessProbe` when no other container of the pod has one, or for each of them when `eachContainer` is set. Pods that end of themselves are passed over: Jobs, CronJobs, and pods that are not always restarted.',
  why: 'A process that hangs without ending keeps its place, and is neither restarted nor replaced.',
  remedy:
    'Add a livenessProbe that fails only when a restart would help, with an answer that depends on no other service.',
  options: {
    eachContainer: {
      type: 'boolean',
      default: false,
      description: 'Whether every regular container needs a probe of its own, instead of one in the pod.',
    },
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        - name: shop
          image: registry.example/shop:2.1.0
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    spec:
      containers:
        - name: shop
          image: registry.example/shop:2.1.0
          livenessProbe:
            httpGet:
              path: /alive
              port: 8080
`,
  },
  *check({ container, workload, options }) {
    if (runsToCompletion(workload) || !lacksProbe(workload, container, 'livenessProbe', options.eachContainer)) return
    yield { at: container.path('livenessProbe'), message: 'there is no livenessProbe' }
  },
})
