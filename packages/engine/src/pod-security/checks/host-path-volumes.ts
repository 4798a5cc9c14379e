import type { PodView } from '../pod.ts'
import { defineCheck, type Refusal } from './check.ts'
import { plural, quoted } from './text.ts'
import { volumeOffences, withoutHostPath } from './volume-offences.ts'

/**
 * A folder of the node is given to the pod. An empty `hostPath: {}` counts. Overridden by restrictedVolumes.
 *
 * Restricted fields: spec.volumes[*].hostPath
 * Allowed values:    unset
 *
 * Source: kubernetes/pod-security-admission policy/check_hostPathVolumes.go
 */
export const hostPathVolumes = defineCheck({
  id: 'hostPathVolumes',
  level: 'baseline',
  versions: [{ since: 0, run }],
  remedies: ({ offences }) => offences.map(withoutHostPath),
})

function run({ volumes }: PodView): Refusal | undefined {
  const refused = volumeOffences(volumes, (volume) => (volume.hostPath ? 'hostPath' : undefined))
  if (refused.offences.length === 0) return undefined
  return {
    reason: 'hostPath volumes',
    detail: `${plural('volume', 'volumes', refused.names.length)} ${quoted(refused.names)}`,
    offences: refused.offences,
  }
}
