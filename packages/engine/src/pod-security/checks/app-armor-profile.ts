import { appArmorPrefix } from '../app-armor-annotations.ts'
import { containerPath, type PodView } from '../pod.ts'
import { defineCheck, type Offence, type Refusal } from './check.ts'
import { goQuoted, plural, quoted, settersText, sortedOnce, valuesOf } from './text.ts'

/**
 * The runtime's AppArmor profile is switched off, or another one that is not on the node is asked for.
 *
 * Restricted fields: spec.securityContext.appArmorProfile.type,
 *                    spec.*containers[*].securityContext.appArmorProfile.type
 * Allowed values:    RuntimeDefault, Localhost
 * Restricted fields: metadata.annotations[container.apparmor.security.beta.kubernetes.io/*]
 * Allowed values:    empty, runtime/default, localhost/*
 *
 * An annotation counts whether or not there is a container of its name.
 *
 * Source: kubernetes/pod-security-admission policy/check_appArmorProfile.go
 */
export const appArmorProfile = defineCheck({
  id: 'appArmorProfile',
  level: 'baseline',
  versions: [{ since: 0, run }],
  remedies: ({ offences }) =>
    offences.map((offence) => ({
      description: isAnnotation(offence) ? 'Remove the annotation' : 'Leave AppArmor to the default of the runtime',
      class: 'evidence',
      changes: [{ op: 'delete', path: isAnnotation(offence) ? offence.path : offence.path.slice(0, -1) }],
      needs: "evidence that nothing is done that the runtime's AppArmor profile denies",
      offences: [offence],
    })),
})

const allowedTypes: ReadonlySet<string> = new Set(['RuntimeDefault', 'Localhost'])

function run({ annotations, security, containers }: PodView): Refusal | undefined {
  const offences: Offence[] = []
  const shared = security.appArmorProfile
  if (shared !== undefined && !allowedTypes.has(shared.type))
    offences.push({
      container: undefined,
      path: ['spec', 'securityContext', 'appArmorProfile', 'type'],
      value: shared.type,
    })
  for (const container of containers) {
    const profile = container.security.appArmorProfile
    if (profile === undefined || allowedTypes.has(profile.type)) continue
    offences.push({
      container,
      path: containerPath(container, 'securityContext', 'appArmorProfile', 'type'),
      value: profile.type,
    })
  }
  const inAnnotations = annotationOffences(annotations)
  if (offences.length === 0 && inAnnotations.length === 0) return undefined
  const values = [
    ...valuesOf(offences),
    ...sortedOnce(inAnnotations.map(({ path, value }) => `${String(path.at(-1))}=${goQuoted(String(value))}`)),
  ]
  const setters = settersText(
    offences,
    ...(inAnnotations.length === 0 ? [] : [plural('annotation', 'annotations', inAnnotations.length)]),
  )
  return {
    reason: plural('forbidden AppArmor profile', 'forbidden AppArmor profiles', values.length),
    detail: `${setters} must not set AppArmor profile type to ${quoted(values)}`,
    offences: [...offences, ...inAnnotations],
  }
}

function annotationOffences(annotations: PodView['annotations']): Offence[] {
  const offences: Offence[] = []
  for (const key in annotations) {
    if (!key.startsWith(appArmorPrefix)) continue
    const value = annotations[key] ?? ''
    if (value === '' || value === 'runtime/default' || value.startsWith('localhost/')) continue
    offences.push({ container: undefined, path: ['metadata', 'annotations', key], value })
  }
  return offences
}

function isAnnotation({ path }: Offence): boolean {
  return path[0] === 'metadata'
}
