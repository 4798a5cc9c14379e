import type { Binding } from './bindings.ts'
import type { RoleObject } from './objects.ts'

/** Whether Kubernetes itself made a binding. */
export function isBuiltIn({ object: { metadata } }: Binding): boolean {
  return metadata?.name?.startsWith('system:') === true && isBootstrapped(metadata.labels)
}

/** Whether Kubernetes itself made a role. */
export function isBuiltInRole({ metadata }: RoleObject): boolean {
  const { name = '', labels } = metadata ?? {}
  return (name.startsWith('system:') || userFacing.has(name)) && isBootstrapped(labels)
}

const userFacing: ReadonlySet<string> = new Set(['cluster-admin', 'admin', 'edit', 'view'])

function isBootstrapped(labels: Readonly<Record<string, string>> | null | undefined): boolean {
  return labels?.['kubernetes.io/bootstrapping'] === 'rbac-defaults'
}
