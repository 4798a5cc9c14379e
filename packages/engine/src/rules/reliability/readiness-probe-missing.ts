import { takesTraffic } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { lacksProbe, runsToCompletion } from './probes.ts'

/**
 * Pods count as ready as soon as they have started.
 *
 * Required fields: containers[*].readinessProbe (regular), on one container of a pod that a Service selects
 */
export const readinessProbeMissing = defineRule({
  id: 'readiness-probe-missing',
  title: 'No readiness probe',
  severity: 'low',
  category: 'reliability',
  visit: 'container',
  containers: ['regular'],
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    'Reported for regular containers without a `readinessProbe` when no other container of the pod has one, or for each of them when `eachContainer` is set. Once any Service is among the resources, only pods that one selects are asked, unless `unserved` is set. Jobs, CronJobs and pods that are not always restarted are passed over.',
  why: 'Requests arrive before the process can answer them, and a release that never answers still replaces the one that did.',
  remedy: 'Add a readinessProbe that succeeds once the process can answer requests.',
  options: {
    eachContainer: {
      type: 'boolean',
      default: false,
      description: 'Whether every regular container needs a probe of its own, instead of one in the pod.',
    },
    unserved: { type: 'boolean', default: false, description: 'Whether pods that no Service selects are asked too.' },
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  template:
    metadata:
      labels:
        app: shop
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
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: shop
          image: registry.example/shop:2.1.0
          readinessProbe:
            httpGet:
              path: /ready
              port: 8080
`,
  },
  *check({ container, workload, cluster, options }) {
    if (runsToCompletion(workload) || !lacksProbe(workload, container, 'readinessProbe', options.eachContainer)) return
    if (!options.unserved && !takesTraffic(cluster, workload)) return
    yield { at: container.path('readinessProbe'), message: 'there is no readinessProbe' }
  },
})
