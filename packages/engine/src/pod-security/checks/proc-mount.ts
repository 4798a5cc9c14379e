import { containerPath, type PodView } from '../pod.ts'
import { defineCheck, type Offence, type Refusal, type Remedy } from './check.ts'
import { containersText, quoted, valuesOf } from './text.ts'

/**
 * The parts of /proc that runtimes hide are shown. Values that the API does not know are named as well. Overridden by
 * procMount_restricted from v1.35.
 *
 * Restricted fields: spec.*containers[*].securityContext.procMount
 * Allowed values:    unset, Default
 * From v1.35:        pods with spec.hostUsers false are not looked at
 *
 * Source: kubernetes/pod-security-admission policy/check_procMount_baseline.go
 */
export const procMount = defineCheck({
  id: 'procMount',
  level: 'baseline',
  versions: [
    { since: 0, run: unmasked },
    { since: 35, run: (pod) => (pod.userNamespace ? undefined : unmasked(pod)) },
  ],
  remedies: masked,
})

export function unmasked({ containers }: PodView): Refusal | undefined {
  const offences: Offence[] = []
  for (const container of containers) {
    const value = container.security.procMount
    if (value === undefined || value === 'Default') continue
    offences.push({ container, path: containerPath(container, 'securityContext', 'procMount'), value })
  }
  if (offences.length === 0) return undefined
  return {
    reason: 'procMount',
    detail: `${containersText(offences)} must not set securityContext.procMount to ${quoted(valuesOf(offences))}`,
    offences,
  }
}

export function masked({ offences }: Refusal): Remedy[] {
  return offences.map((offence) => ({
    description: 'Leave procMount out',
    class: 'evidence',
    changes: [{ op: 'delete', path: offence.path }],
    needs: 'evidence that nothing in the container mounts a /proc of its own or writes to hidden parts of it',
    offences: [offence],
  }))
}
