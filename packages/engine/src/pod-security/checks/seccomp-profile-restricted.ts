import { containerPath, type PodView } from '../pod.ts'
import { defineCheck, type Offence, type Refusal, type Remedy } from './check.ts'
import { forbiddenProfiles, isFilter, podProfileType, refusedProfiles } from './seccomp-profile-baseline.ts'
import { containersText } from './text.ts'

/**
 * A filter of system calls is asked for, by the pod or by every container. Overrides seccompProfile_baseline.
 *
 * Restricted fields: spec.securityContext.seccompProfile.type, spec.*containers[*].securityContext.seccompProfile.type
 * Allowed values:    RuntimeDefault, Localhost; unset in a container where the pod sets one, and in the pod where every
 *                    container does
 * From v1.25:        pods with spec.os.name windows are not looked at
 *
 * Source: kubernetes/pod-security-admission policy/check_seccompProfile_restricted.go
 */
export const seccompProfileRestricted = defineCheck({
  id: 'seccompProfile_restricted',
  level: 'restricted',
  versions: [
    { since: 19, overrides: ['seccompProfile_baseline'], run: inAnyPod },
    {
      since: 25,
      overrides: ['seccompProfile_baseline'],
      run: (pod) => (pod.windows ? undefined : inAnyPod(pod)),
    },
  ],
  remedies,
})

function inAnyPod(pod: PodView): Refusal | undefined {
  const forbidden = forbiddenProfiles(pod)
  if (forbidden.length > 0) return refusedProfiles(forbidden)
  if (isFilter(pod.security.seccompProfile?.type)) return undefined
  const missing: Offence[] = []
  for (const container of pod.containers) {
    if (container.security.seccompProfile !== undefined) continue
    const path = containerPath(container, 'securityContext', 'seccompProfile', 'type')
    missing.push({ container, path, value: undefined })
  }
  if (missing.length === 0) return undefined
  const detail = `pod or ${containersText(missing)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`
  return { reason: 'seccompProfile', detail, offences: missing }
}

/** RuntimeDefault at the pod serves all containers that say nothing; those that say something else lose their word. */
function remedies({ offences }: Refusal): Remedy[] {
  const inContainers = offences.filter(({ container, value }) => container !== undefined && value !== undefined)
  return [
    {
      description: 'Set the seccomp profile RuntimeDefault for the pod',
      class: 'evidence',
      changes: [
        { op: 'set', path: podProfileType, value: 'RuntimeDefault' },
        ...inContainers.map(({ path }) => ({ op: 'delete' as const, path: path.slice(0, -1) })),
      ],
      needs: "evidence that nothing calls what the runtime's default profile denies",
      offences,
    },
  ]
}
