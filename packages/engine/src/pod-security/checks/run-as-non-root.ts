import { containerPath, type PodView } from '../pod.ts'
import { defineCheck, type Offence, type Refusal, type Remedy } from './check.ts'
import { containersText, settersText } from './text.ts'

/**
 * Nothing makes the kubelet refuse to start a container as root. False at the pod is refused even when every container
 * says true. Which user the image names does not matter.
 *
 * Restricted fields: spec.securityContext.runAsNonRoot, spec.*containers[*].securityContext.runAsNonRoot
 * Allowed values:    true; unset in a container where the pod says true, and in the pod where every container does
 * From v1.35:        pods with spec.hostUsers false are not looked at
 *
 * Source: kubernetes/pod-security-admission policy/check_runAsNonRoot.go
 */
export const runAsNonRoot = defineCheck({
  id: 'runAsNonRoot',
  level: 'restricted',
  versions: [
    { since: 0, run: inAnyPod },
    { since: 35, run: (pod) => (pod.userNamespace ? undefined : inAnyPod(pod)) },
  ],
  remedies,
})

function inAnyPod({ security, containers }: PodView): Refusal | undefined {
  const shared = security.runAsNonRoot
  const explicit: Offence[] = []
  const implicit: Offence[] = []
  if (shared === false) explicit.push({ container: undefined, path: podPath, value: false })
  for (const container of containers) {
    const value = container.security.runAsNonRoot
    if (value === true || (value === undefined && shared === true)) continue
    const path = containerPath(container, 'securityContext', 'runAsNonRoot')
    if (value === false) explicit.push({ container, path, value })
    else implicit.push({ container, path, value })
  }
  if (explicit.length > 0) {
    const detail = `${settersText(explicit)} must not set securityContext.runAsNonRoot=false`
    return { reason: 'runAsNonRoot != true', detail, offences: explicit }
  }
  if (implicit.length === 0) return undefined
  const detail = `pod or ${containersText(implicit)} must set securityContext.runAsNonRoot=true`
  return { reason: 'runAsNonRoot != true', detail, offences: implicit }
}

const podPath = ['spec', 'securityContext', 'runAsNonRoot'] as const

/** True at the pod serves all containers that say nothing; those that say false lose their word. */
function remedies({ offences }: Refusal): Remedy[] {
  const inContainers = offences.filter(({ container, value }) => container !== undefined && value === false)
  return [
    {
      description: 'Set runAsNonRoot: true for the pod',
      class: 'evidence',
      changes: [
        { op: 'set', path: podPath, value: true },
        ...inContainers.map(({ path }) => ({ op: 'delete' as const, path })),
      ],
      needs: "evidence that each image's user is a number other than 0, or its container will not start",
      offences,
    },
  ]
}
