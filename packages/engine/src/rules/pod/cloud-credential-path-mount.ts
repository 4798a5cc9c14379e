import { hostMounts, hostPathRelation, matchSensitive, sensitivePaths } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A container mounts the place where a cloud provider's credentials lie on its node.
 *
 * Restricted fields: containers[*].volumeMounts[*] of a hostPath volume, or of a claim bound to a hostPath or local
 *                    PersistentVolume (init, sidecar, regular, ephemeral), with subPath and subPathExpr
 * Allowed values:    paths that are not, do not hold and do not lie inside such a place
 */
export const cloudCredentialPathMount = defineRule({
  id: 'cloud-credential-path-mount',
  title: "Container sees the node's cloud credentials",
  severity: 'high',
  category: 'pod',
  visit: 'container',
  profile: 'default',
  frameworks: { mitre: ['T1552'] },
  fix: 'none',
  description:
    "Reported for every mount of a host path where the command line tools, agents or node components of AWS, Azure or Google Cloud keep credentials: `.aws`, `.azure` and `.config/gcloud` in any home directory, Azure's `azure.json`, the data of cloud-init. A directory that only holds such a place is reported unless it is a sensitive path itself, which sensitive-host-path reports.",
  why: 'These credentials act on the cloud account: machines, disks and registries beyond the cluster.',
  remedy: 'Remove the mount, and give the workload an identity of its own, through its ServiceAccount.',
  options: {
    paths: {
      type: 'strings',
      default: [
        '/.aws',
        '/.azure',
        '/.config/gcloud',
        '/etc/kubernetes/azure.json',
        '/etc/kubernetes/cloud-config',
        '/etc/kubernetes/cloud.conf',
        '/gcloud',
        '/run/cloud-init',
        '/var/lib/cloud',
        '/var/lib/waagent',
      ],
      description: 'Places of credentials, besides those in home directories.',
    },
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: uploader
spec:
  containers:
    - name: uploader
      image: registry.example/uploader:1.1.0
      volumeMounts:
        - name: aws
          mountPath: /root/.aws
          readOnly: true
  volumes:
    - name: aws
      hostPath:
        path: /.aws/credentials
        type: File
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: uploader
spec:
  serviceAccountName: uploader
  containers:
    - name: uploader
      image: registry.example/uploader:1.1.0
      volumeMounts:
        - name: cache
          mountPath: /root/.aws/cli/cache
  volumes:
    - name: cache
      emptyDir: {}
`,
  },
  *check({ container, workload, cluster, options }) {
    for (const mount of hostMounts(workload, container, cluster)) {
      const place = inHome(mount.path) ? mount.path : options.paths.find((path) => touches(mount.path, path))
      if (place === undefined) continue
      yield {
        at: mount.at,
        message: `mounts ${mount.path} of the node${hostPathRelation(mount.path, place) === 'parent' ? `, which holds ${place}` : ''}${mount.claim === undefined ? '' : `, through the claim ${mount.claim}`}`,
      }
    }
  },
})

function inHome(path: string): boolean {
  return /\/(?:\.aws|\.azure|\.config\/gcloud)(?:\/|$)/.test(path)
}

function touches(path: string, place: string): boolean {
  const relation = hostPathRelation(path, place)
  if (relation !== 'parent') return relation !== undefined
  return matchSensitive(path, sensitivePaths) === undefined
}
