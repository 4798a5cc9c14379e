import { capabilityName, type Container } from '../../cluster/index.ts'

/**
 * What the Pod Security Standards let a container add at level baseline.
 * Source: kubernetes/pod-security-admission policy/check_capabilities_baseline.go.
 */
export const baselineCapabilities: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
])

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
  ['SETPCAP', 'handing capabilities to other processes'],
  ['SYS_ADMIN', 'mounts, namespaces and most of what root may do'],
  ['SYS_BOOT', 'rebooting the node and loading another kernel'],
  ['SYS_MODULE', 'loading code into the kernel'],
  ['SYS_PTRACE', 'the memory of other processes'],
  ['SYS_RAWIO', 'raw memory and devices'],
])

/** Those that are root on the node in one step. */
export const takeoverCapabilities: ReadonlySet<string> = new Set([
  'ALL',
  'BPF',
  'DAC_READ_SEARCH',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_MODULE',
  'SYS_PTRACE',
  'SYS_RAWIO',
])

export interface AddedCapability {
  /** As the kernel names it. */
  readonly name: string
  readonly index: number
}

/** The capabilities that a container asks for beyond its runtime's defaults. */
export function addedCapabilities({ securityContext }: Container): AddedCapability[] {
  return (securityContext.capabilities?.add ?? []).map((name, index) => ({ name: capabilityName(name), index }))
}

/** Whether a capability is taken away, by its name or by ALL. */
export function drops({ securityContext }: Container, name: string): boolean {
  return (securityContext.capabilities?.drop ?? []).some((each) => [name, 'ALL'].includes(capabilityName(each)))
}

/** Whether every capability is taken away, those that runtimes give by default included. */
export function dropsAll({ securityContext }: Container): boolean {
  return (securityContext.capabilities?.drop ?? []).some((each) => capabilityName(each) === 'ALL')
}

/** Whether the API server would refuse `allowPrivilegeEscalation: false` beside what the container holds. */
export function mayEscalateAnyway(container: Container): boolean {
  if (container.securityContext.privileged === true) return true
  return addedCapabilities(container).some(({ name }) => name === 'SYS_ADMIN')
}
