import {
  conform,
  type LabelSelector,
  labelSelectorShape,
  labelsMatch,
  pathIn,
  type Resource,
  selectorMatches,
  valueIn,
  type Workload,
} from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A controller does not select the pods that it makes.
 *
 * Restricted fields: spec.selector of Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, DeploymentConfig
 * Allowed values:    a selector that matches spec.template.metadata.labels; for the last two also none
 */
export const selectorMismatch = defineRule({
  id: 'selector-mismatch',
  title: 'Selector does not match the pods',
  severity: 'medium',
  category: 'reliability',
  visit: 'workload',
  profile: 'default',
  frameworks: {},
  fix: 'none',
  description:
    'Reported when the selector of a workload does not match the labels of its own pod template, or is missing where it is required (apps/v1).',
  why: 'The API server refuses the object.',
  remedy: 'Give the template the labels that the selector asks for.',
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: cart
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
`,
  },
  *check({ workload }) {
    const verdict = judge(workload)
    if (verdict !== undefined) yield { at: pathIn(workload.resource, 'spec', 'selector'), message: verdict }
  },
})

const setBased: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])
const equality: ReadonlySet<string> = new Set(['ReplicationController', 'DeploymentConfig'])

function judge({ resource, pod }: Workload): string | undefined {
  const { labels } = pod.metadata
  const mismatch = 'the selector does not match the labels of the template'
  if (equality.has(resource.kind)) {
    const selector = labelsOf(resource)
    if (selector === undefined || Object.keys(selector).length === 0) {
      return resource.kind === 'DeploymentConfig' && labels === undefined ? 'there is no selector' : undefined
    }
    return labelsMatch(selector, labels) ? undefined : mismatch
  }
  if (!setBased.has(resource.kind) || !['apps', 'extensions'].includes(resource.group)) return undefined
  const selector = selectorOf(resource)
  const isEmpty =
    Object.keys(selector?.matchLabels ?? {}).length === 0 && (selector?.matchExpressions ?? []).length === 0
  if (isEmpty) {
    const required = resource.apiVersion === 'apps/v1' || valueIn(resource, 'spec', 'selector') !== undefined
    return required ? 'there is no selector' : undefined
  }
  return selectorMatches(selector, labels) ? undefined : mismatch
}

function selectorOf(resource: Resource): LabelSelector | undefined {
  return conform(valueIn(resource, 'spec', 'selector'), labelSelectorShape, pathIn(resource, 'spec', 'selector'), [])
}

/** The equality selector of older kinds. */
function labelsOf(resource: Resource): Readonly<Record<string, string>> | undefined {
  return conform(valueIn(resource, 'spec', 'selector'), { map: 'string' }, pathIn(resource, 'spec', 'selector'), [])
}
