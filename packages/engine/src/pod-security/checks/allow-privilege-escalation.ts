import { containerPath, type PodView } from '../pod.ts'
import { defineCheck, type Offence, type Refusal } from './check.ts'
import { containersText } from './text.ts'

/**
 * A process may gain more privileges than its parent, as through setuid programs.
 *
 * Restricted fields: spec.*containers[*].securityContext.allowPrivilegeEscalation
 * Allowed values:    false
 * From v1.25:        pods with spec.os.name windows are not looked at
 *
 * Source: kubernetes/pod-security-admission policy/check_allowPrivilegeEscalation.go
 */
export const allowPrivilegeEscalation = defineCheck({
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  versions: [
    { since: 8, run: inAnyPod },
    { since: 25, run: (pod) => (pod.windows ? undefined : inAnyPod(pod)) },
  ],
  remedies: ({ offences }) =>
    offences.map((offence) => ({
      description: 'Set allowPrivilegeEscalation: false',
      class: 'evidence',
      changes: [{ op: 'set', path: offence.path, value: false }],
      needs: 'evidence that nothing in the container gains privileges by running a program',
      offences: [offence],
    })),
})

function inAnyPod({ containers }: PodView): Refusal | undefined {
  const offences: Offence[] = []
  for (const container of containers) {
    const value = container.security.allowPrivilegeEscalation
    if (value === false) continue
    offences.push({ container, path: containerPath(container, 'securityContext', 'allowPrivilegeEscalation'), value })
  }
  if (offences.length === 0) return undefined
  return {
    reason: 'allowPrivilegeEscalation != false',
    detail: `${containersText(offences)} must set securityContext.allowPrivilegeEscalation=false`,
    offences,
  }
}
