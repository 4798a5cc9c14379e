import { containerPath, type PodView } from '../pod.ts'
import { defineCheck, type Offence, type Refusal } from './check.ts'
import { goQuoted, plural, quoted, settersText, sortedOnce, valuesOf } from './text.ts'

/**
 * The filter of system calls is switched off. Overridden by seccompProfile_restricted.
 *
 * Up to v1.18, annotations of containers that exist count:
 * Restricted fields: metadata.annotations[seccomp.security.alpha.kubernetes.io/pod],
 *                    metadata.annotations[container.seccomp.security.alpha.kubernetes.io/<name>]
 * Allowed values:    unset, runtime/default, docker/default, localhost/*; not the empty string
 *
 * From v1.19, fields count:
 * Restricted fields: spec.securityContext.seccompProfile.type, spec.*containers[*].securityContext.seccompProfile.type
 * Allowed values:    unset, RuntimeDefault, Localhost
 *
 * Source: kubernetes/pod-security-admission policy/check_seccompProfile_baseline.go
 */
export const seccompProfileBaseline = defineCheck({
  id: 'seccompProfile_baseline',
  level: 'baseline',
  versions: [
    { since: 0, run: inAnnotations },
    { since: 19, run: inFields },
  ],
  remedies: ({ offences }) =>
    offences.map((offence) => ({
      description: isAnnotation(offence) ? 'Remove the annotation' : 'Set the seccomp profile RuntimeDefault',
      class: 'evidence',
      changes: isAnnotation(offence)
        ? [{ op: 'delete', path: offence.path }]
        : [{ op: 'set', path: offence.path, value: 'RuntimeDefault' }],
      needs: "evidence that nothing calls what the runtime's default profile denies",
      offences: [offence],
    })),
})

const podKey = 'seccomp.security.alpha.kubernetes.io/pod'
const containerPrefix = 'container.seccomp.security.alpha.kubernetes.io/'

function inAnnotations({ annotations, containers }: PodView): Refusal | undefined {
  const offences: Offence[] = []
  const judge = (key: string, container: Offence['container']) => {
    if (!Object.hasOwn(annotations, key)) return
    const value = annotations[key] ?? ''
    if (value === 'runtime/default' || value === 'docker/default' || value.startsWith('localhost/')) return
    if (!offences.some(({ path }) => path[2] === key))
      offences.push({ container, path: ['metadata', 'annotations', key], value })
  }
  judge(podKey, undefined)
  for (const container of containers) judge(`${containerPrefix}${container.name}`, container)
  if (offences.length === 0) return undefined
  const texts = sortedOnce(offences.map(({ path, value }) => `${String(path[2])}=${goQuoted(String(value))}`))
  return {
    reason: 'seccompProfile',
    detail: `forbidden ${plural('annotation', 'annotations', texts.length)} ${texts.join(', ')}`,
    offences,
  }
}

function inFields(pod: PodView): Refusal | undefined {
  const offences = forbiddenProfiles(pod)
  return offences.length === 0 ? undefined : refusedProfiles(offences)
}

/** Profiles that are set, and set to what no level takes. */
export function forbiddenProfiles({ security, containers }: PodView): Offence[] {
  const offences: Offence[] = []
  const shared = security.seccompProfile
  if (shared !== undefined && !isFilter(shared.type))
    offences.push({ container: undefined, path: podProfileType, value: shared.type })
  for (const container of containers) {
    const profile = container.security.seccompProfile
    if (profile === undefined || isFilter(profile.type)) continue
    offences.push({
      container,
      path: containerPath(container, 'securityContext', 'seccompProfile', 'type'),
      value: profile.type,
    })
  }
  return offences
}

export function refusedProfiles(offences: readonly Offence[]): Refusal {
  return {
    reason: 'seccompProfile',
    detail: `${settersText(offences)} must not set securityContext.seccompProfile.type to ${quoted(valuesOf(offences))}`,
    offences,
  }
}

/** Whether a profile of the type filters system calls. */
export function isFilter(type: string | undefined): boolean {
  return type === 'RuntimeDefault' || type === 'Localhost'
}

export const podProfileType = ['spec', 'securityContext', 'seccompProfile', 'type'] as const

function isAnnotation({ path }: Offence): boolean {
  return path[0] === 'metadata'
}
