import { containerPath, type PodView } from '../pod.ts'
import { defineCheck, type Offence, type Refusal } from './check.ts'
import { containersText } from './text.ts'

/**
 * A container with the devices and nearly all rights of the node.
 *
 * Restricted fields: spec.*containers[*].securityContext.privileged
 * Allowed values:    unset, false
 *
 * Source: kubernetes/pod-security-admission policy/check_privileged.go
 */
export const privileged = defineCheck({
  id: 'privileged',
  level: 'baseline',
  versions: [{ since: 0, run }],
  remedies: ({ offences }) =>
    offences.map((offence) => ({
      description: 'Set privileged: false',
      class: 'evidence',
      changes: [{ op: 'set', path: offence.path, value: false }],
      needs: 'evidence of which capabilities, devices and mounts are used',
      offences: [offence],
    })),
})

function run({ containers }: PodView): Refusal | undefined {
  const offences: Offence[] = []
  for (const container of containers) {
    if (container.security.privileged !== true) continue
    offences.push({ container, path: containerPath(container, 'securityContext', 'privileged'), value: true })
  }
  if (offences.length === 0) return undefined
  return {
    reason: 'privileged',
    detail: `${containersText(offences)} must not set securityContext.privileged=true`,
    offences,
  }
}
