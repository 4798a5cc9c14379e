import { defineRule } from '../rule.ts'

const core = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]

/**
 * A volume of a type that reaches storage past a PersistentVolume.
 *
 * Restricted fields: spec.volumes[*]
 * Allowed values:    configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret
 * Source:            kubernetes/pod-security-admission policy/check_restrictedVolumes.go
 */
export const nonCoreVolumeType = defineRule({
  id: 'non-core-volume-type',
  title: 'Volume of a type outside the restricted list',
  severity: 'low',
  category: 'pod',
  visit: 'workload',
  profile: 'all',
  frameworks: { podSecurity: ['restrictedVolumes'] },
  fix: 'none',
  description:
    'Reported for every volume whose source is not on the list of the restricted Pod Security Standard, such as `nfs`, `iscsi` or `gitRepo`. `hostPath` is left to host-path-volume.',
  why: 'The author of the pod names the server or disk here, past whoever hands out PersistentVolumes; with gitRepo, also code that the node runs.',
  remedy: 'Have the storage handed out as a PersistentVolume, and mount a PersistentVolumeClaim.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: reports
spec:
  containers:
    - name: reports
      image: registry.example/reports:1.3.0
  volumes:
    - name: share
      nfs:
        server: files.example
        path: /exports
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: reports
spec:
  containers:
    - name: reports
      image: registry.example/reports:1.3.0
  volumes:
    - name: share
      persistentVolumeClaim:
        claimName: share
`,
  },
  *check({ workload }) {
    for (const [i, volume] of (workload.pod.spec.volumes ?? []).entries()) {
      for (const [type, source] of Object.entries(volume)) {
        if (type === 'name' || type === 'hostPath' || source === null || source === undefined) continue
        if (core.includes(type)) continue
        yield {
          at: workload.pod.specPath('volumes', i, type),
          message: `volume ${volume.name ?? i} is of type ${type}`,
        }
      }
    }
  },
})
