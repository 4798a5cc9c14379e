import { containerPath, type PodView } from '../pod.ts'
import { defineCheck, type Offence, type Refusal } from './check.ts'
import { containersText, quoted, valuesOf } from './text.ts'

/**
 * Capabilities that let their holder out of the container, or at its neighbours. Names are compared as they are:
 * `CAP_CHOWN` and `chown` are refused. Overridden by capabilities_restricted.
 *
 * Restricted fields: spec.*containers[*].securityContext.capabilities.add
 * Allowed values:    unset, AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP,
 *                    SETGID, SETPCAP, SETUID, SYS_CHROOT
 *
 * Source: kubernetes/pod-security-admission policy/check_capabilities_baseline.go
 */
export const capabilitiesBaseline = defineCheck({
  id: 'capabilities_baseline',
  level: 'baseline',
  versions: [{ since: 0, run }],
  remedies: ({ offences }) => offences.map(notAdded),
})

/** What the level baseline lets a container add. */
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

function run(pod: PodView): Refusal | undefined {
  const offences = addedBeyond(pod, baselineCapabilities)
  if (offences.length === 0) return undefined
  return { reason: 'non-default capabilities', detail: addedText(offences), offences }
}

/** Capabilities that containers add and that are not among the allowed ones. */
export function addedBeyond({ containers }: PodView, allowed: ReadonlySet<string>): Offence[] {
  const offences: Offence[] = []
  for (const container of containers) {
    const added = container.security.addedCapabilities
    for (let i = 0; i < added.length; i++) {
      const value = added[i] ?? ''
      if (allowed.has(value)) continue
      offences.push({ container, path: containerPath(container, 'securityContext', 'capabilities', 'add', i), value })
    }
  }
  return offences
}

export function addedText(offences: readonly Offence[]): string {
  return `${containersText(offences)} must not include ${quoted(valuesOf(offences))} in securityContext.capabilities.add`
}

export function notAdded(offence: Offence) {
  return {
    description: `Do not add ${offence.value}`,
    class: 'evidence' as const,
    changes: [{ op: 'delete' as const, path: offence.path }],
    needs: `evidence that ${offence.value} is not used`,
    offences: [offence],
  }
}
