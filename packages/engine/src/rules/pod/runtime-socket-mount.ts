import { hostMounts, runtimeSockets, runtimeSocketsAt } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A container reaches the socket of its node's container runtime.
 *
 * Restricted fields: containers[*].volumeMounts[*] of a hostPath volume, or of a claim bound to a hostPath or local
 *                    PersistentVolume (init, sidecar, regular, ephemeral), with subPath and subPathExpr
 * Allowed values:    paths that neither are nor hold a runtime socket
 */
export const runtimeSocketMount = defineRule({
  id: 'runtime-socket-mount',
  title: "Container reaches its node's container runtime",
  severity: 'critical',
  category: 'pod',
  visit: 'container',
  profile: 'default',
  frameworks: { cis: ['5.2.12'], podSecurity: ['hostPathVolumes', 'restrictedVolumes'], mitre: ['T1611', 'T1610'] },
  fix: 'none',
  description:
    'Reported for every mount of a host path that is the socket or named pipe of Docker, containerd, CRI-O, cri-dockerd, Podman or BuildKit, or a directory that holds one, such as `/var/run`. A file with such a name counts wherever it lies. `readOnly` makes no difference: it does not keep anyone from connecting.',
  why: 'Whoever connects to this socket starts a privileged container on the node, and so is root there.',
  remedy:
    'Remove the mount: build images with a builder that needs no runtime, and read container facts from the kubelet or the API.',
  options: {
    sockets: {
      type: 'strings',
      default: runtimeSockets,
      description: 'The sockets; a named pipe of Windows is written /pipe/NAME.',
    },
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  containers:
    - name: builder
      image: registry.example/builder:2.0.1
      volumeMounts:
        - name: docker
          mountPath: /var/run/docker.sock
          readOnly: true
  volumes:
    - name: docker
      hostPath:
        path: /var/run/docker.sock
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  containers:
    - name: builder
      image: registry.example/builder:2.0.1
      volumeMounts:
        - name: socket
          mountPath: /run/metrics.sock
  volumes:
    - name: socket
      hostPath:
        path: /var/run/metrics.sock
`,
  },
  *check({ container, workload, cluster, options }) {
    for (const mount of hostMounts(workload, container, cluster)) {
      const [first, ...others] = runtimeSocketsAt(mount.path, options.sockets)
      if (first === undefined) continue
      const isDirectory = !mount.path.endsWith(first.slice(first.lastIndexOf('/')))
      const held = others.length === 0 ? first : `sockets such as ${first}`
      yield {
        at: mount.at,
        message: `mounts ${mount.path} of the node${isDirectory ? `, the place of ${held}` : ''}${mount.claim === undefined ? '' : `, through the claim ${mount.claim}`}`,
      }
    }
  },
})
