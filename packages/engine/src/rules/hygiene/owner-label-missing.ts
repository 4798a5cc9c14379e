import { pathIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A workload does not say whose it is.
 *
 * Wanted fields:  metadata.labels, metadata.annotations of workloads
 * Allowed values: one of the option labels, or one of the option annotations, with a value
 */
export const ownerLabelMissing = defineRule({
  id: 'owner-label-missing',
  title: 'Workload names no owner',
  severity: 'low',
  category: 'hygiene',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'value',
  options: {
    labels: { type: 'strings', default: ['owner'], description: 'Labels of which one will do' },
    annotations: { type: 'strings', default: ['email'], description: 'Annotations of which one will do' },
  },
  description:
    'Reported for each workload that carries none of the labels in the option `labels`, and none of the annotations in the option `annotations`; an annotation `email` must look like an address.',
  why: 'When something happens at night, somebody has to be found.',
  remedy: 'Add a label or an annotation that names the team.',
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels:
    owner: storefront
spec:
  template:
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
`,
  },
  *check({ workload, options }) {
    const { resource } = workload
    const { labels = {}, annotations = {} } = resource.metadata
    if (options.labels.some((name) => labels[name])) return
    if (options.annotations.some((name) => (name === 'email' ? /\S@\S+\.\S/ : /\S/).test(annotations[name] ?? '')))
      return
    yield {
      at: pathIn(resource, 'metadata', options.labels.length > 0 ? 'labels' : 'annotations'),
      message: `none of ${[...options.labels, ...options.annotations].join(', ')} is there`,
      fix: { description: 'Name the owner', needs: 'whose it is' },
    }
  },
})
