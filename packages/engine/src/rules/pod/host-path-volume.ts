import { type VolumeSpec, type Workload } from '../../cluster/index.ts'
import { defineRule, remove } from '../rule.ts'

/**
 * A volume is a part of the node's file system.
 *
 * Restricted fields: spec.volumes[*].hostPath
 * Allowed values:    undefined
 */
export const hostPathVolume = defineRule({
  id: 'host-path-volume',
  title: "Volume is a part of the node's file system",
  severity: 'medium',
  category: 'pod',
  visit: 'workload',
  profile: 'default',
  frameworks: { cis: ['5.2.12'], podSecurity: ['hostPathVolumes', 'restrictedVolumes'], mitre: ['T1611'] },
  fix: 'evidence',
  description:
    'Reported for every `hostPath` volume, whether a container mounts it or not. How bad the path is, and whether it can be written to, is for sensitive-host-path, runtime-socket-mount and writable-host-path to say.',
  why: 'What the pod reads and leaves there is shared with the node and with every later pod on it, and stays when the pod is gone.',
  remedy:
    'Use a PersistentVolumeClaim, an emptyDir, a ConfigMap or a projected volume; leave the path to a node agent if it must be read.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: cache
spec:
  containers:
    - name: cache
      image: registry.example/cache:2.2.0
      volumeMounts:
        - name: data
          mountPath: /data
  volumes:
    - name: data
      hostPath:
        path: /srv/cache
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: cache
spec:
  containers:
    - name: cache
      image: registry.example/cache:2.2.0
      volumeMounts:
        - name: data
          mountPath: /data
  volumes:
    - name: data
      emptyDir: {}
`,
  },
  *check({ workload }) {
    const volumes = workload.pod.spec.volumes ?? []
    for (const [i, volume] of volumes.entries()) {
      if (!volume.hostPath) continue
      const { path = '', type = '' } = volume.hostPath
      const used = isMounted(volume, workload)
      const at = workload.pod.specPath('volumes', i, 'hostPath')
      yield {
        at: volume.hostPath.path === undefined ? at : [...at, 'path'],
        message: `volume ${volume.name ?? i} is ${path === '' ? 'a path' : path} of the node${used ? '' : ', and no container mounts it'}`,
        fix: used
          ? {
              description: 'Replace the volume by one that belongs to the pod or the cluster',
              needs: 'evidence of which files under the path are read and written',
            }
          : {
              description: 'Remove the volume',
              changes: [remove(workload.pod.specPath(...(volumes.length === 1 ? ['volumes'] : ['volumes', i])))],
              // The kubelet makes a missing path when the pod starts, even if no container mounts it.
              ...(type.endsWith('OrCreate')
                ? { needs: `evidence that nothing else on the node relies on ${path} being made` }
                : { class: 'safe' as const }),
            },
      }
    }
  },
})

function isMounted({ name }: VolumeSpec, workload: Workload): boolean {
  return workload.containers.some(({ spec }) => spec.volumeMounts?.some((mount) => mount.name === name))
}
