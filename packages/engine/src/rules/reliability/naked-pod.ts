import { pathIn, type Resource, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/** Annotations of pods that something other than a controller looks after: the kubelet, Helm, Argo CD. */
const lookedAfter = [
  'kubernetes.io/config.mirror',
  'kubernetes.io/config.source',
  'helm.sh/hook',
  'argocd.argoproj.io/hook',
]

/**
 * A pod that nothing brings back.
 *
 * Restricted kinds: Pod
 * Allowed values:   metadata.ownerReferences with an owner; static pods; hooks of Helm and Argo CD
 */
export const nakedPod = defineRule({
  id: 'naked-pod',
  title: 'Pod without a controller',
  severity: 'low',
  category: 'reliability',
  visit: 'resource',
  kinds: ['Pod'],
  profile: 'all',
  frameworks: {},
  fix: 'none',
  description:
    'Reported for pods that are declared as such and that nothing owns. Static pods, which the kubelet looks after, and pods that Helm or Argo CD run as hooks are passed over.',
  why: 'When its node is drained or lost, the pod is gone and nothing makes another.',
  remedy: 'Declare a Deployment, StatefulSet, DaemonSet or Job that carries the pod as its template.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: shop
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
`,
  },
  *check({ resource }) {
    if (resource.group !== '' || hasOwner(resource)) return
    if (lookedAfter.some((key) => resource.metadata.annotations?.[key] !== undefined)) return
    yield { at: pathIn(resource, 'kind'), message: 'no controller owns the pod' }
  },
})

/** Operators often own pods without calling themselves their controller. */
function hasOwner(resource: Resource): boolean {
  const owners = valueIn(resource, 'metadata', 'ownerReferences')
  return Array.isArray(owners) && owners.length > 0
}
