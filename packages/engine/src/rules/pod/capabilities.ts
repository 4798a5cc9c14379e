import {
  capabilityName,
  type Container,
  defaultCapabilities,
  hasUserNamespace,
  type Workload,
} from '../../cluster/index.ts'
import type { Severity } from '../../findings/index.ts'
import { baselineCapabilities } from '../../pod-security/index.ts'
import { milder } from './user-namespace.ts'

/** What each of the capabilities that end isolation, or come close, gives away. Source: capabilities(7). */
export const dangerousCapabilities: ReadonlyMap<string, string> = new Map([
  ['ALL', 'every capability'],
  ['BPF', 'programs in the kernel'],
  ['DAC_READ_SEARCH', 'every file of the node, by handle'],
  ['MAC_ADMIN', 'changing the mandatory access policy'],
  ['MAC_OVERRIDE', 'passing over the mandatory access policy'],
  ['NET_ADMIN', 'changing routes, firewalls and interfaces'],
  ['NET_RAW', 'forging packets'],
  ['PERFMON', 'watching every process of the node'],
  ['SETPCAP', 'passing capabilities on to programs that it starts'],
  ['SYS_ADMIN', 'mounts, namespaces and most of what root may do'],
  ['SYS_BOOT', 'rebooting the node and loading another kernel'],
  ['SYS_MODULE', 'loading code into the kernel'],
  ['SYS_PTRACE', 'the memory of other processes'],
  ['SYS_RAWIO', 'raw memory and devices'],
])

/** Those that are root on the node in one step, whatever else the pod is given. */
const takeoverCapabilities: ReadonlySet<string> = new Set([
  'ALL',
  'DAC_READ_SEARCH',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_MODULE',
  'SYS_RAWIO',
])

/**
 * How bad it is to add a capability. Those that runtimes give anyway only bring a default back. SYS_PTRACE reaches the
 * processes that the pod sees, which are the node's under hostPID.
 */
export function severityOfAdded(name: string, workload: Workload): Severity {
  const severity = onTheNode(name, workload.pod.spec.hostPID === true)
  return hasUserNamespace(workload) ? milder(severity) : severity
}

function onTheNode(name: string, hostPid: boolean): Severity {
  if (takeoverCapabilities.has(name) || (name === 'SYS_PTRACE' && hostPid)) return 'critical'
  if (baselineCapabilities.has(name)) return 'low'
  return dangerousCapabilities.has(name) && !defaultCapabilities.has(name) ? 'high' : 'medium'
}

export interface AddedCapability {
  /** As the kernel names it. */
  readonly name: string
  readonly index: number
}

/** The capabilities that a container asks for beyond its runtime's defaults. */
export function addedCapabilities({ securityContext }: Container): AddedCapability[] {
  return (securityContext.capabilities?.add ?? []).map((name, index) => ({ name: capabilityName(name), index }))
}

/**
 * Names under `drop`, in upper case. A leading CAP_ stays, unlike in what is added: CRI-O understands it, but containerd
 * writes one before every name, so that dropping CAP_NET_RAW drops nothing there. Neither knows CAP_ALL.
 * Sources: containerd internal/cri/opts, WithCapabilities; cri-o internal/factory/container, SpecSetupCapabilities.
 */
export function droppedNames({ securityContext }: Container): string[] {
  return (securityContext.capabilities?.drop ?? []).map((name) => name.toUpperCase())
}

/** Whether a capability is taken away under every runtime, by its name or by ALL. */
export function drops(container: Container, name: string): boolean {
  return droppedNames(container).some((each) => each === name || each === 'ALL')
}

/** Whether every capability is taken away, those that runtimes give by default included. */
export function dropsAll(container: Container): boolean {
  return droppedNames(container).includes('ALL')
}

/** Whether everything that runtimes give by default is taken away, name by name. */
export function dropsEveryDefault(container: Container): boolean {
  const dropped = new Set(droppedNames(container))
  return [...defaultCapabilities].every((name) => dropped.has(name))
}

/**
 * Whether `allowPrivilegeEscalation: false` contradicts what the container holds. The API server refuses it beside
 * privileged and beside CAP_SYS_ADMIN, in that spelling; without CAP_ it takes the pair, which is no better.
 * Source: kubernetes/kubernetes pkg/apis/core/validation, ValidateSecurityContext.
 */
export function mayEscalateAnyway(container: Container): boolean {
  if (container.securityContext.privileged === true) return true
  return addedCapabilities(container).some(({ name }) => name === 'SYS_ADMIN')
}
