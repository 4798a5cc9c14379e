import { type HostMount, hostMounts, hostPathRelation, runtimeSockets, runtimeSocketsAt } from '../../cluster/index.ts'
import { defineRule, set } from '../rule.ts'

const notHeldBack = ['Socket', 'CharDevice', 'BlockDevice']

/**
 * A container can write to its node's file system.
 *
 * Restricted fields: containers[*].volumeMounts[*].readOnly of a hostPath volume (init, sidecar, regular, ephemeral)
 * Allowed values:    true
 */
export const writableHostPath = defineRule({
  id: 'writable-host-path',
  title: "Container can write to its node's file system",
  severity: 'medium',
  category: 'pod',
  visit: 'container',
  profile: 'default',
  frameworks: { cis: ['5.2.12'], mitre: ['T1611'] },
  fix: 'evidence',
  description:
    'Reported for every mount of a hostPath volume without `readOnly: true`. Claims are not followed: a local PersistentVolume is there to be written to.',
  why: 'Files left there outlive the pod and are read by whatever runs on the node next; links among them lead its readers astray.',
  remedy: 'Set readOnly on the mount, or use a volume that belongs to the pod.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: shipper
spec:
  containers:
    - name: shipper
      image: registry.example/shipper:4.0.0
      volumeMounts:
        - name: spool
          mountPath: /spool
  volumes:
    - name: spool
      hostPath:
        path: /srv/spool
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: shipper
spec:
  containers:
    - name: shipper
      image: registry.example/shipper:4.0.0
      volumeMounts:
        - name: spool
          mountPath: /spool
          readOnly: true
  volumes:
    - name: spool
      hostPath:
        path: /srv/spool
`,
  },
  *check({ container, workload, cluster }) {
    for (const mount of hostMounts(workload, container, cluster)) {
      if (mount.readOnly || mount.claim !== undefined) continue
      yield {
        at: mount.at,
        message: `mounts ${mount.path} of the node, writable`,
        ...(holdsLogs(mount)
          ? {
              why: 'The kubelet follows links in /var/log: with one left there, whoever may read logs reads any file of the node as root.',
            }
          : {}),
        fix: isSocketOrDevice(mount)
          ? { description: 'Remove the mount: readOnly does not hold back who writes to a socket or a device' }
          : {
              description: 'Set readOnly on the mount',
              changes: [set([...mount.at, 'readOnly'], true)],
              needs: `evidence that the container writes nothing under ${mount.path}`,
            },
      }
    }
  },
})

function holdsLogs({ path }: HostMount): boolean {
  const relation = hostPathRelation(path, '/var/log')
  return relation === 'equal' || (relation === 'parent' && path !== '/')
}

function isSocketOrDevice({ type, path }: HostMount): boolean {
  return notHeldBack.includes(type) || path.endsWith('.sock') || runtimeSocketsAt(path, runtimeSockets).includes(path)
}
