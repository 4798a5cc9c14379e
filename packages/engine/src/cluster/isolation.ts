import type { Workload } from './workload.ts'

/**
 * What containers hold when they ask for nothing, as containerd and moby have it; CRI-O gives fewer of the same.
 * Source: containerd pkg/oci/spec.go, defaultUnixCaps.
 */
export const defaultCapabilities: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
])

/**
 * Whether root of a pod is an ordinary user of its node, and capabilities count only within the pod. The API server
 * refuses `hostUsers: false` beside a host namespace.
 */
export function hasUserNamespace({ pod }: Workload): boolean {
  return pod.spec.hostUsers === false
}
