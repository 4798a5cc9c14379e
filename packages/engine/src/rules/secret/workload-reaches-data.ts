import { defineRule } from '../rule.ts'

/**
 * Which Secrets, ConfigMaps and volumes a workload reaches.
 *
 * Listed fields: spec.volumes[*], containers[*].env[*].valueFrom, containers[*].envFrom
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
    "Lists the Secrets, ConfigMaps and PersistentVolumeClaims that the volumes and the environment of a workload's pods name, for reviews by hand.",
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
    const { pod, containers } = workload
    const reached = new Set<string>()
    for (const volume of pod.spec.volumes ?? []) {
      if (volume.secret?.secretName) reached.add(`Secret ${volume.secret.secretName}`)
      if (volume.configMap?.name) reached.add(`ConfigMap ${volume.configMap.name}`)
      if (volume.persistentVolumeClaim?.claimName)
        reached.add(`PersistentVolumeClaim ${volume.persistentVolumeClaim.claimName}`)
      for (const { secret, configMap } of volume.projected?.sources ?? []) {
        if (secret?.name) reached.add(`Secret ${secret.name}`)
        if (configMap?.name) reached.add(`ConfigMap ${configMap.name}`)
      }
    }
    for (const { spec } of containers) {
      for (const { secretRef, configMapRef } of spec.envFrom ?? []) {
        if (secretRef?.name) reached.add(`Secret ${secretRef.name}`)
        if (configMapRef?.name) reached.add(`ConfigMap ${configMapRef.name}`)
      }
      for (const { valueFrom } of spec.env ?? []) {
        if (valueFrom?.secretKeyRef?.name) reached.add(`Secret ${valueFrom.secretKeyRef.name}`)
        if (valueFrom?.configMapKeyRef?.name) reached.add(`ConfigMap ${valueFrom.configMapKeyRef.name}`)
      }
    }
    if (reached.size > 0)
      yield { at: pod.specPath('volumes'), message: `reaches ${[...reached].sort(byText).join(', ')}` }
  },
})

function byText(a: string, b: string): number {
  return a < b ? -1 : 1
}
