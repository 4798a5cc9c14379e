import { pathIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * The label of the instance is not the name.
 *
 * Restricted fields: metadata.labels[app.kubernetes.io/instance] of workloads
 * Allowed values:    undefined, or metadata.name
 */
export const instanceLabelMismatch = defineRule({
  id: 'instance-label-mismatch',
  title: 'Instance label differs from the name',
  severity: 'info',
  category: 'hygiene',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'value',
  description:
    'Reported for each workload whose label `app.kubernetes.io/instance` is not its name. Charts put the name of the release there, so that the rule is off by default.',
  why: 'Tools that go by the label take the workload for part of another instance.',
  remedy: 'Set the label to the name, or leave the rule off where releases are named.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app.kubernetes.io/instance: cart
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
    app.kubernetes.io/instance: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload }) {
    const { resource } = workload
    const instance = resource.metadata.labels?.[label]
    if (instance === undefined || instance === resource.name) return
    yield {
      at: pathIn(resource, 'metadata', 'labels', label),
      message: `the label says ${instance}, the name is ${resource.name}`,
      fix: { description: 'Set the label to the name', needs: 'that the label is not the name of a release' },
    }
  },
})

const label = 'app.kubernetes.io/instance'
