import { evaluate, type Violation } from '../evaluate.ts'
import { policyMinor, type Version } from '../levels.ts'
import type { PodView } from '../pod.ts'

/** The first policy version that takes less from pods in a user namespace. */
export const userNamespaceSince = 35

/** `hostUsers: false` as another way past checks about root. */
export interface UserNamespace {
  /** Checks that the pod passes with it and not without. */
  readonly lifts: readonly string[]
  /** What is left of the violations then. */
  readonly left: readonly Violation[]
  /** What has to be so on the nodes, or changed in the pod, for it to start. */
  readonly conditions: readonly string[]
}

/**
 * What `hostUsers: false` would lift of a pod, at policy versions that heed it. Undefined where it lifts nothing, or where
 * the API server refuses it: beside host namespaces and block devices, and on Windows.
 *
 * Sources: kubernetes/pod-security-admission policy/helpers.go; kubernetes/kubernetes pkg/apis/core/validation,
 * validateHostUsers; kubernetes/website concepts/workloads/pods/user-namespaces, limitations.
 */
export function userNamespaceOf(
  pod: PodView,
  level: 'baseline' | 'restricted',
  version: Version,
): UserNamespace | undefined {
  if (policyMinor(version) < userNamespaceSince || pod.userNamespace) return undefined
  if (pod.hostNetwork || pod.hostPID || pod.hostIPC || pod.windows) return undefined
  if (pod.containers.some(({ hasBlockDevices }) => hasBlockDevices)) return undefined
  const before = evaluate(pod, { level, version }).violations
  const left = evaluate({ ...pod, userNamespace: true }, { level, version }).violations
  const lifts = before.map(({ check }) => check).filter((check) => !left.some((each) => each.check === check))
  return lifts.length === 0 ? undefined : { lifts, left, conditions: conditionsOf(pod) }
}

/** Sources whose file systems take part in what the kernel maps ids on only in part. */
const unmapped: readonly string[] = ['nfs', 'cephfs', 'glusterfs']

function conditionsOf({ volumes }: PodView): string[] {
  const conditions = [
    'nodes with Linux 6.3 or newer and a runtime that makes user namespaces (containerd 2.0, CRI-O 1.25)',
  ]
  const network = volumes.filter(({ restricted = '' }) => unmapped.includes(restricted)).map(({ name }) => name)
  if (network.length > 0)
    conditions.push(`volumes on a file system with id-mapped mounts, which ${network.join(', ')} may not have`)
  if (volumes.some(({ hostPath }) => hostPath))
    conditions.push('files of the node that an ordinary user of the node may read')
  return conditions
}
