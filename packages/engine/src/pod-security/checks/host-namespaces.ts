import type { PodView } from '../pod.ts'
import { defineCheck, type Offence, type Refusal } from './check.ts'

/**
 * The pod is put among the node's own network, processes or IPC.
 *
 * Restricted fields: spec.hostNetwork, spec.hostPID, spec.hostIPC
 * Allowed values:    unset, false
 *
 * Source: kubernetes/pod-security-admission policy/check_hostNamespaces.go
 */
export const hostNamespaces = defineCheck({
  id: 'hostNamespaces',
  level: 'baseline',
  versions: [{ since: 0, run }],
  remedies: ({ offences }) =>
    offences.map((offence) => ({
      description: `Remove ${String(offence.path.at(-1))}`,
      class: 'evidence',
      changes: [{ op: 'delete', path: offence.path }],
      needs: `evidence that the pod uses nothing of the node's ${plain[offence.path.at(-1) as keyof typeof plain]}`,
      offences: [offence],
    })),
})

const plain = { hostNetwork: 'network', hostPID: 'processes', hostIPC: 'shared memory and semaphores' }

function run(pod: PodView): Refusal | undefined {
  if (!pod.hostNetwork && !pod.hostPID && !pod.hostIPC) return undefined
  const fields = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((field) => pod[field])
  return {
    reason: 'host namespaces',
    detail: fields.map((field) => `${field}=true`).join(', '),
    offences: fields.map((field): Offence => ({ container: undefined, path: ['spec', field], value: true })),
  }
}
