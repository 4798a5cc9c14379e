import { isControlled, pathIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A pod that nothing starts again.
 *
 * Restricted:    Pod
 * Allowed:       those with an owner, and those that the kubelet mirrors from its own manifests
 */
export const nakedPod = defineRule({
  id: 'naked-pod',
  title: 'Pod has no controller',
  severity: 'low',
  category: 'reliability',
  visit: 'resource',
  kinds: ['Pod'],
  profile: 'all',
  frameworks: {},
  fix: 'none',
  description: 'Reported for each Pod without an owner. Static pods, which the API server only mirrors, are left out.',
  why: 'When its node goes, it is gone; and it is never updated by a rollout.',
  remedy: 'Make it a Deployment, a StatefulSet or a Job.',
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
  *check({ resource }) {
    if (resource.group !== '' || isControlled(resource)) return
    if (resource.metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined) return
    yield { at: pathIn(resource, 'kind'), message: 'the pod has no controller' }
  },
})
