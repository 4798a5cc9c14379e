import { isObject, valueIn, type Workload } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * Which Secrets, ConfigMaps and volumes a workload reaches.
 *
 * Listed fields: spec.volumes[*], containers[*].env[*].valueFrom, containers[*].envFrom,
 *                spec.volumeClaimTemplates[*] of StatefulSet
 */
export const workloadReachesData = defineRule({
  id: 'workload-reaches-data',
  title: 'Data within reach of a workload',
  severity: 'info',
  category: 'secret',
  visit: 'workload',
  profile: 'all',
  frameworks: { mitre: ['T1552'] },
  fix: 'none',
  description:
    "Lists the Secrets, ConfigMaps and PersistentVolumeClaims that the volumes and the environment of a workload's pods name, and the claims that a StatefulSet makes for them, for reviews by hand.",
  why: 'This is what an intruder in the workload reads first.',
  remedy: 'Remove what the workload does not use.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: db
      secret:
        secretName: db
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  volumes:
    - name: tmp
      emptyDir: {}
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload }) {
    const reached = [...new Set(reachedBy(workload))].sort(byText)
    if (reached.length > 0) yield { at: workload.pod.specPath('volumes'), message: `reaches ${reached.join(', ')}` }
  },
})

function* reachedBy({ resource, pod, containers }: Workload): Generator<string> {
  for (const volume of pod.spec.volumes ?? []) {
    yield* named('Secret', volume.secret?.secretName)
    yield* named('ConfigMap', volume.configMap?.name)
    yield* named('PersistentVolumeClaim', volume.persistentVolumeClaim?.claimName)
    for (const { secret, configMap } of volume.projected?.sources ?? []) {
      yield* named('Secret', secret?.name)
      yield* named('ConfigMap', configMap?.name)
    }
  }
  const claims = resource.kind === 'StatefulSet' ? valueIn(resource, 'spec', 'volumeClaimTemplates') : undefined
  for (const claim of Array.isArray(claims) ? (claims as unknown[]) : []) {
    const metadata = isObject(claim) ? claim['metadata'] : undefined
    const name = isObject(metadata) ? metadata['name'] : undefined
    yield* named('the claims of', typeof name === 'string' ? name : undefined)
  }
  for (const { spec } of containers) {
    for (const { secretRef, configMapRef } of spec.envFrom ?? []) {
      yield* named('Secret', secretRef?.name)
      yield* named('ConfigMap', configMapRef?.name)
    }
    for (const { valueFrom } of spec.env ?? []) {
      yield* named('Secret', valueFrom?.secretKeyRef?.name)
      yield* named('ConfigMap', valueFrom?.configMapKeyRef?.name)
    }
  }
}

function* named(kind: string, name: string | undefined): Generator<string> {
  if (name) yield `${kind} ${name}`
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1
}
