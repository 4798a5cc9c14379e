import { containerPath, type PodView } from '../pod.ts'
import { defineCheck, type Offence, type Refusal } from './check.ts'
import { settersText } from './text.ts'

/**
 * A container is told to run as root. What the image says does not matter, nor whether any container inherits the pod's
 * value.
 *
 * Restricted fields: spec.securityContext.runAsUser, spec.*containers[*].securityContext.runAsUser
 * Allowed values:    unset, anything but 0
 * From v1.35:        pods with spec.hostUsers false are not looked at
 *
 * Source: kubernetes/pod-security-admission policy/check_runAsUser.go
 */
export const runAsUser = defineCheck({
  id: 'runAsUser',
  level: 'restricted',
  versions: [
    { since: 23, run: inAnyPod },
    { since: 35, run: (pod) => (pod.userNamespace ? undefined : inAnyPod(pod)) },
  ],
  remedies: ({ offences }) =>
    offences.map((offence) => ({
      description: 'Name a user other than 0',
      class: 'value',
      changes: [],
      needs: 'a user that may read and write what the container does',
      offences: [offence],
    })),
})

function inAnyPod({ security, containers }: PodView): Refusal | undefined {
  const offences: Offence[] = []
  if (security.runAsUser === 0)
    offences.push({ container: undefined, path: ['spec', 'securityContext', 'runAsUser'], value: 0 })
  for (const container of containers) {
    if (container.security.runAsUser !== 0) continue
    offences.push({ container, path: containerPath(container, 'securityContext', 'runAsUser'), value: 0 })
  }
  if (offences.length === 0) return undefined
  return { reason: 'runAsUser=0', detail: `${settersText(offences)} must not set runAsUser=0`, offences }
}
