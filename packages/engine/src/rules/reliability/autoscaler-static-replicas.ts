import {
  autoscalerOf,
  isObject,
  isReplicated,
  pathIn,
  type Resource,
  valueIn,
  writtenReplicas,
} from '../../cluster/index.ts'
import { defineRule, remove } from '../rule.ts'

/**
 * Two masters set the number of pods.
 *
 * Restricted fields: spec.replicas of what an autoscaler targets
 * Allowed values:    undefined
 */
export const autoscalerStaticReplicas = defineRule({
  id: 'autoscaler-static-replicas',
  title: 'Replicas are written although an autoscaler sets them',
  severity: 'low',
  category: 'reliability',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'evidence',
  description:
    'Reported when `replicas` is written in a resource that a HorizontalPodAutoscaler or a KEDA ScaledObject among the resources targets. In a resource read from a cluster the field is always there; it is reported only when someone other than the autoscaler owns it, or when the manifest last applied has it. Zero is passed, since it switches the autoscaler off.',
  why: 'Every deployment sets the number back, which takes pods away at the very moment when load has called for them.',
  remedy: 'Leave replicas out of the manifest, once the field is handed over to the autoscaler.',
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 3
  paused: false
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: shop
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: shop
  maxReplicas: 9
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  paused: false
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: shop
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: shop
  maxReplicas: 9
`,
  },
  *check({ workload: { resource }, cluster }) {
    const replicas = writtenReplicas(resource)
    if (replicas === undefined || replicas === 0 || !isReplicated(resource)) return
    const autoscaler = autoscalerOf(cluster, resource)
    if (!autoscaler || !isDeclared(resource)) return
    const at = pathIn(resource, 'spec', 'replicas')
    yield {
      at,
      message: `replicas is ${replicas}, and ${autoscaler.resource.kind} ${autoscaler.resource.name} sets it too`,
      fix: {
        description: 'Remove replicas',
        changes: [remove(at)],
        needs: 'the hand-over of the field: a client-side apply that finds it gone sets one replica, once',
      },
    }
  },
})

/**
 * Whether the author of a resource has written its replicas. The API server fills them in; then the manifest that kubectl
 * last applied tells, or else the owners of the field.
 */
function isDeclared(resource: Resource): boolean {
  if (typeof valueIn(resource, 'metadata', 'uid') !== 'string') return true
  const applied = resource.metadata.annotations?.['kubectl.kubernetes.io/last-applied-configuration']
  if (applied !== undefined) return isInManifest(applied)
  const owners = valueIn(resource, 'metadata', 'managedFields')
  return Array.isArray(owners) && owners.some((owner: unknown) => ownsReplicas(owner))
}

function isInManifest(json: string): boolean {
  try {
    const manifest: unknown = JSON.parse(json)
    return isObject(manifest) && isObject(manifest['spec']) && typeof manifest['spec']['replicas'] === 'number'
  } catch {
    return false
  }
}

function ownsReplicas(owner: unknown): boolean {
  // Autoscalers write through the scale subresource.
  if (!isObject(owner) || owner['subresource'] === 'scale' || !isObject(owner['fieldsV1'])) return false
  const spec = owner['fieldsV1']['f:spec']
  return isObject(spec) && Object.hasOwn(spec, 'f:replicas')
}
