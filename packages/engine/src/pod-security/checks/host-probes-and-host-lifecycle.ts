import { containerPath, type PodView } from '../pod.ts'
import { defineCheck, type Offence, type Refusal } from './check.ts'
import { offendersOf, plural, quoted, sortedOnce, valuesOf } from './text.ts'

/**
 * The kubelet is sent to another address than the pod's own; loopback addresses are refused like any other. The one check
 * that sorts the names of containers.
 *
 * Restricted fields: spec.*containers[*].{livenessProbe,readinessProbe,startupProbe}.{httpGet,tcpSocket}.host,
 *                    spec.*containers[*].lifecycle.{postStart,preStop}.{httpGet,tcpSocket}.host
 * Allowed values:    unset, empty
 *
 * Source: kubernetes/pod-security-admission policy/check_hostProbesAndhostLifecycle.go
 */
export const hostProbesAndHostLifecycle = defineCheck({
  id: 'hostProbesAndHostLifecycle',
  level: 'baseline',
  versions: [{ since: 34, run }],
  remedies: ({ offences }) =>
    offences.map((offence) => ({
      description: 'Leave the host out, so that the address of the pod is asked',
      class: 'evidence',
      changes: [{ op: 'delete', path: offence.path }],
      needs: `evidence that ${offence.value} is the pod itself, listening on its own address`,
      offences: [offence],
    })),
})

function run({ containers }: PodView): Refusal | undefined {
  const offences: Offence[] = []
  for (const container of containers) {
    for (const { path, host } of container.hosts)
      offences.push({ container, path: containerPath(container, ...path), value: host })
  }
  if (offences.length === 0) return undefined
  const names = sortedOnce(offendersOf(offences).map(({ name }) => name))
  const hosts = valuesOf(offences)
  const noun = plural('probe or lifecycle host', 'probe or lifecycle hosts', hosts.length)
  return {
    reason: 'probe or lifecycle host',
    detail: `${plural('container', 'containers', names.length)} ${quoted(names)} ${plural('uses', 'use', names.length)} ${noun} ${quoted(hosts)}`,
    offences,
  }
}
