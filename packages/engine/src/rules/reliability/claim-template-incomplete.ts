import { conform, isPlaceholder, parseQuantity, pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

const accessModes: readonly string[] = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod']

const templatesShape = {
  list: {
    fields: {
      metadata: { fields: { name: 'string' } },
      spec: {
        fields: {
          accessModes: { list: 'string' },
          resources: { fields: { requests: { map: 'scalar' } } },
        },
      },
    },
  },
} as const

/**
 * Claims that the API server refuses when the set makes them.
 *
 * Required fields: spec.volumeClaimTemplates[*].spec.accessModes, spec.volumeClaimTemplates[*].spec.resources.requests.storage
 * Allowed values:  ReadWriteOnce, ReadOnlyMany, ReadWriteMany, or ReadWriteOncePod alone; a quantity above zero
 */
export const claimTemplateIncomplete = defineRule({
  id: 'claim-template-incomplete',
  title: 'Volume claim template is incomplete',
  severity: 'medium',
  category: 'reliability',
  visit: 'resource',
  kinds: ['StatefulSet'],
  profile: 'default',
  frameworks: {},
  fix: 'none',
  description:
    'Reported when a claim template of a StatefulSet has no access mode, one that does not exist, or ReadWriteOncePod beside another, and when it requests no storage or no valid amount of it.',
  why: 'The API server takes the StatefulSet but refuses its claims, so its pods are never created.',
  remedy: 'Give the template an access mode and a request for storage.',
  examples: {
    bad: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: store
spec:
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
`,
    good: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: store
spec:
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 10Gi
`,
  },
  *check({ resource }) {
    if (resource.group !== 'apps') return
    const path = pathIn(resource, 'spec', 'volumeClaimTemplates')
    const templates = conform(valueIn(resource, 'spec', 'volumeClaimTemplates'), templatesShape, path, []) ?? []
    for (const [i, { metadata, spec }] of templates.entries()) {
      const name = metadata?.name ? `the claim ${metadata.name}` : 'the claim'
      const modes = modesProblem(spec?.accessModes)
      if (modes) yield { at: [...path, i, 'spec', 'accessModes'], message: `${name} ${modes}` }
      const storage = storageProblem(spec?.resources?.requests?.['storage'])
      if (storage) yield { at: [...path, i, 'spec', 'resources', 'requests', 'storage'], message: `${name} ${storage}` }
    }
  },
})

/** Source: kubernetes/kubernetes pkg/apis/core/validation (ValidatePersistentVolumeClaimSpec). */
function modesProblem(modes: readonly string[] = []): string | undefined {
  if (modes.length === 0) return 'has no access mode'
  const unknown = modes.find((mode) => !accessModes.includes(mode) && !isPlaceholder(mode))
  if (unknown !== undefined) return `has the access mode "${unknown}", which does not exist`
  return modes.includes('ReadWriteOncePod') && modes.length > 1 ? 'has ReadWriteOncePod beside other modes' : undefined
}

function storageProblem(storage: string | number | undefined): string | undefined {
  if (storage === undefined || storage === '') return 'requests no storage'
  if (typeof storage === 'string' && isPlaceholder(storage)) return undefined
  const amount = parseQuantity(storage)
  return amount === undefined || amount <= 0
    ? `requests "${storage}" of storage, which is no amount above zero`
    : undefined
}
