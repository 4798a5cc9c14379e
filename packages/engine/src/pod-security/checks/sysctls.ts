import type { PodView } from '../pod.ts'
import { defineCheck, type Offence, type Refusal } from './check.ts'

const allowedSince = [
  {
    since: 0,
    names: [
      'kernel.shm_rmid_forced',
      'net.ipv4.ip_local_port_range',
      'net.ipv4.tcp_syncookies',
      'net.ipv4.ping_group_range',
      'net.ipv4.ip_unprivileged_port_start',
    ],
  },
  { since: 27, names: ['net.ipv4.ip_local_reserved_ports'] },
  {
    since: 29,
    names: [
      'net.ipv4.tcp_keepalive_time',
      'net.ipv4.tcp_fin_timeout',
      'net.ipv4.tcp_keepalive_intvl',
      'net.ipv4.tcp_keepalive_probes',
    ],
  },
  { since: 32, names: ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'] },
  { since: 37, names: ['net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat'] },
]

/**
 * Kernel settings that are not confined to the pod, or that starve its node. Names keep the order of the spec.
 *
 * Restricted fields: spec.securityContext.sysctls[*].name
 * Allowed values:    kernel.shm_rmid_forced, net.ipv4.ip_local_port_range, net.ipv4.tcp_syncookies,
 *                    net.ipv4.ping_group_range, net.ipv4.ip_unprivileged_port_start
 * From v1.27:        net.ipv4.ip_local_reserved_ports
 * From v1.29:        net.ipv4.tcp_keepalive_time, net.ipv4.tcp_fin_timeout, net.ipv4.tcp_keepalive_intvl,
 *                    net.ipv4.tcp_keepalive_probes
 * From v1.32:        net.ipv4.tcp_rmem, net.ipv4.tcp_wmem
 * From v1.37:        net.ipv4.tcp_slow_start_after_idle, net.ipv4.tcp_notsent_lowat
 *
 * Source: kubernetes/pod-security-admission policy/check_sysctls.go
 */
export const sysctls = defineCheck({
  id: 'sysctls',
  level: 'baseline',
  versions: allowedSince.map(({ since }) => {
    const allowed = allowedSysctls(since)
    return { since, run: (pod) => beyond(pod, allowed) }
  }),
  remedies: ({ offences }) =>
    offences.map((offence) => ({
      description: `Set ${offence.value} on the node instead, or not at all`,
      class: 'evidence',
      changes: [{ op: 'delete', path: offence.path.slice(0, -1) }],
      needs: "evidence that the workload does as well with the node's value",
      offences: [offence],
    })),
})

/** The sysctls that a policy version takes. */
export function allowedSysctls(minor: number): ReadonlySet<string> {
  return new Set(allowedSince.flatMap(({ since, names }) => (since <= minor ? names : [])))
}

function beyond({ security: { sysctls: set } }: PodView, allowed: ReadonlySet<string>): Refusal | undefined {
  if (set.length === 0) return undefined
  const offences: Offence[] = []
  for (const [i, name] of set.entries()) {
    if (!allowed.has(name))
      offences.push({ container: undefined, path: ['spec', 'securityContext', 'sysctls', i, 'name'], value: name })
  }
  if (offences.length === 0) return undefined
  return { reason: 'forbidden sysctls', detail: offences.map(({ value }) => value).join(', '), offences }
}
