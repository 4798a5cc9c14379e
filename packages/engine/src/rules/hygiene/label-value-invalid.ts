import { pathIn, type Resource } from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A label is none that the API server takes.
 *
 * Restricted fields: metadata.labels of objects and of pod templates
 * Allowed values:    keys: an optional DNS subdomain and a slash, then a name; values: empty, or a name; a name has up to 63
 *                    letters, digits, dashes, underscores and dots, and begins and ends with a letter or digit
 */
export const labelValueInvalid = defineRule({
  id: 'label-value-invalid',
  title: 'Label is not valid',
  severity: 'medium',
  category: 'hygiene',
  visit: 'resource',
  profile: 'default',
  frameworks: {},
  fix: 'none',
  description:
    'Reported for each label of an object or of a pod template whose key or value does not have the syntax of labels.',
  why: 'The API server refuses the object; in a template, its controller makes no pods.',
  remedy: 'Correct the label.',
  examples: {
    bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  labels:
    owner: Shop Team
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  labels:
    owner: shop-team
`,
  },
  *check({ resource, cluster }) {
    yield* judge(resource.metadata.labels, pathIn(resource, 'metadata', 'labels'))
    for (const { pod } of cluster.workloadsOf(resource)) {
      const path = pod.path('metadata', 'labels')
      if (path.length > pathIn(resource).length + 2) yield* judge(pod.metadata.labels, path)
    }
  },
})

const name = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/

/** Source: kubernetes/apimachinery pkg/util/validation/validation.go. */
function isKey(key: string): boolean {
  const parts = key.split('/')
  const [prefix = '', rest = ''] = parts
  if (parts.length === 1) return name.test(key)
  return parts.length === 2 && prefix.length <= 253 && subdomain.test(prefix) && name.test(rest)
}

function* judge(labels: Resource['metadata']['labels'], path: Path): Generator<{ at: Path; message: string }> {
  for (const [key, value] of Object.entries(labels ?? {})) {
    if (/\$[({]|\{\{/.test(key + value)) continue
    if (!isKey(key)) yield { at: [...path, key], message: `${JSON.stringify(key)} is no key of a label` }
    else if (value !== '' && !name.test(value))
      yield { at: [...path, key], message: `${JSON.stringify(value)} is no value of a label` }
  }
}
