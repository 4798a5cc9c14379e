import { isObject, podReferences, valueIn, type Workload } from '../../cluster/index.ts'
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

function* reachedBy(workload: Workload): Generator<string> {
  for (const { kind, name, from } of podReferences(workload)) {
    if (from !== 'imagePullSecrets' && from !== 'driver') yield `${kind} ${name}`
  }
  const { resource } = workload
  const claims = resource.kind === 'StatefulSet' ? valueIn(resource, 'spec', 'volumeClaimTemplates') : undefined
  for (const claim of Array.isArray(claims) ? (claims as unknown[]) : []) {
    const metadata = isObject(claim) ? claim['metadata'] : undefined
    const name = isObject(metadata) ? metadata['name'] : undefined
    if (typeof name === 'string' && name !== '') yield `the claims of ${name}`
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : 1
}
