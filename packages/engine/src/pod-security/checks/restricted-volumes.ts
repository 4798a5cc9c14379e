import type { PodView } from '../pod.ts'
import type { PodVolume } from '../volumes.ts'
import { defineCheck, type Refusal } from './check.ts'
import { plural, quoted, valuesOf } from './text.ts'
import { volumeOffences, withoutHostPath } from './volume-offences.ts'

/**
 * Volumes that reach the node, or that the pod rather than an administrator binds to storage. Overrides hostPathVolumes.
 *
 * Restricted fields: spec.volumes[*]
 * Allowed values:    configMap, csi, downwardAPI, emptyDir, ephemeral, image, persistentVolumeClaim, projected, secret
 *
 * A volume without a source is `unknown` here; the API server makes it an emptyDir before.
 *
 * Source: kubernetes/pod-security-admission policy/check_restrictedVolumes.go
 */
export const restrictedVolumes = defineCheck({
  id: 'restrictedVolumes',
  level: 'restricted',
  versions: [{ since: 0, overrides: ['hostPathVolumes'], run }],
  remedies: ({ offences }) =>
    offences.map((offence) =>
      offence.value === 'hostPath'
        ? withoutHostPath(offence)
        : {
            description: `Mount the ${offence.value} through a PersistentVolumeClaim`,
            class: 'value',
            changes: [],
            needs: 'the name of a claim',
            offences: [offence],
          },
    ),
})

function run({ volumes }: PodView): Refusal | undefined {
  if (volumes.length === 0) return undefined
  const { offences, names } = volumeOffences(volumes, refusedSource)
  if (offences.length === 0) return undefined
  const sources = valuesOf(offences)
  const verb = plural('uses', 'use', names.length)
  const noun = plural('restricted volume type', 'restricted volume types', sources.length)
  return {
    reason: 'restricted volume types',
    detail: `${plural('volume', 'volumes', names.length)} ${quoted(names)} ${verb} ${noun} ${quoted(sources)}`,
    offences,
  }
}

function refusedSource({ unrestricted, restricted }: PodVolume): string | undefined {
  return unrestricted ? undefined : (restricted ?? 'unknown')
}
