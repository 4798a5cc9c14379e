import { pathIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A workload lacks the labels that tools expect.
 *
 * Wanted fields:  metadata.labels of workloads
 * Allowed values: all of the option labels
 */
export const recommendedLabelsMissing = defineRule({
  id: 'recommended-labels-missing',
  title: 'Recommended labels are missing',
  severity: 'info',
  category: 'hygiene',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'value',
  options: {
    labels: {
      type: 'strings',
      default: ['app.kubernetes.io/name', 'app.kubernetes.io/instance'],
      description: 'Labels that every workload should carry',
    },
  },
  description:
    'Reported once for each workload without one of the labels in the option `labels`: `app.kubernetes.io/name` and `app.kubernetes.io/instance` unless set.',
  why: 'Tools that group objects into applications go by them.',
  remedy: 'Add the labels.',
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
  labels:
    app.kubernetes.io/name: web
    app.kubernetes.io/instance: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload, options }) {
    const labels = workload.resource.metadata.labels ?? {}
    const missing = options.labels.filter((name) => !labels[name])
    if (missing.length === 0) return
    yield {
      at: pathIn(workload.resource, 'metadata', 'labels'),
      message: `${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing`,
      fix: { description: 'Add the labels', needs: 'their values' },
    }
  },
})
