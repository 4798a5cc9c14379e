import { containerPath, type PodView } from '../pod.ts'
import { defineCheck, type Offence, type Refusal } from './check.ts'
import { containersText, offendersOf, plural, valuesOf } from './text.ts'

/**
 * A port of the node is taken. Ports are sorted as text: 10250 stands before 80.
 *
 * Restricted fields: spec.*containers[*].ports[*].hostPort
 * Allowed values:    unset, 0
 *
 * Source: kubernetes/pod-security-admission policy/check_hostPorts.go
 */
export const hostPorts = defineCheck({
  id: 'hostPorts',
  level: 'baseline',
  versions: [{ since: 0, run }],
  remedies: ({ offences }, { hostNetwork }) =>
    offences.map((offence) => ({
      description: `Do not take port ${offence.value} of the node`,
      class: 'evidence',
      // On the node's network the API server sets what is not written.
      changes: [
        { op: 'delete', path: offence.path },
        ...(hostNetwork ? [{ op: 'delete' as const, path: ['spec', 'hostNetwork'] }] : []),
      ],
      needs: "evidence that nobody connects to the node's address",
      offences: [offence],
    })),
})

function run({ containers }: PodView): Refusal | undefined {
  const offences: Offence[] = []
  for (const container of containers) {
    const { ports } = container
    for (let i = 0; i < ports.length; i++) {
      const hostPort = ports[i]?.hostPort
      if (!hostPort) continue
      offences.push({ container, path: containerPath(container, 'ports', i, 'hostPort'), value: hostPort })
    }
  }
  if (offences.length === 0) return undefined
  const ports = valuesOf(offences)
  const verb = plural('uses', 'use', offendersOf(offences).length)
  return {
    reason: 'hostPort',
    detail: `${containersText(offences)} ${verb} ${plural('hostPort', 'hostPorts', ports.length)} ${ports.join(', ')}`,
    offences,
  }
}
