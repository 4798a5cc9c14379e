import { containerPath, type PodView } from '../pod.ts'
import { defineCheck, type Offence, type Refusal } from './check.ts'
import { settersText } from './text.ts'

/**
 * A Windows container that is a process of its node.
 *
 * Restricted fields: spec.securityContext.windowsOptions.hostProcess,
 *                    spec.*containers[*].securityContext.windowsOptions.hostProcess
 * Allowed values:    unset, false
 *
 * Source: kubernetes/pod-security-admission policy/check_windowsHostProcess.go
 */
export const windowsHostProcess = defineCheck({
  id: 'windowsHostProcess',
  level: 'baseline',
  versions: [{ since: 0, run }],
  remedies: ({ offences }) =>
    offences.map((offence) => ({
      description: 'Leave hostProcess out',
      class: 'evidence',
      changes: [{ op: 'delete', path: offence.path }],
      needs: 'evidence that nothing of the node is used',
      offences: [offence],
    })),
})

function run({ security, containers }: PodView): Refusal | undefined {
  const offences: Offence[] = []
  if (security.hostProcess === true)
    offences.push({
      container: undefined,
      path: ['spec', 'securityContext', 'windowsOptions', 'hostProcess'],
      value: true,
    })
  for (const container of containers) {
    if (container.security.hostProcess !== true) continue
    const path = containerPath(container, 'securityContext', 'windowsOptions', 'hostProcess')
    offences.push({ container, path, value: true })
  }
  if (offences.length === 0) return undefined
  return {
    reason: 'hostProcess',
    detail: `${settersText(offences)} must not set securityContext.windowsOptions.hostProcess=true`,
    offences,
  }
}
