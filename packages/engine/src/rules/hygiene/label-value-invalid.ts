import { isPlaceholder, type Metadata, pathIn } from '../../cluster/index.ts'
import type { Path } from '../../yaml/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A label or annotation is none that the API server takes.
 *
 * Restricted fields: metadata.labels, metadata.annotations of objects and of pod templates
 * Allowed values:    keys: an optional DNS subdomain and a slash, then a name; values of labels: empty, or a name; a name has
 *                    up to 63 letters, digits, dashes, underscores and dots, and begins and ends with a letter or digit;
 *                    annotations: values of any kind, up to 256 KiB with their keys
 */
export const labelValueInvalid = defineRule({
  id: 'label-value-invalid',
  title: 'Label or annotation is not valid',
  severity: 'medium',
  category: 'hygiene',
  visit: 'resource',
  profile: 'default',
  frameworks: {},
  fix: 'none',
  description:
    'Reported for each label of an object or of a pod template whose key or value does not have the syntax of labels, for each annotation whose key does not have it, and for annotations that are larger than 256 KiB together. Values of annotations may be any text; the prefix of their keys may hold capitals.',
  why: 'The API server refuses the object; in a template, its controller makes no pods.',
  remedy: 'Correct the label or annotation.',
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
    yield* judge(resource.metadata, pathIn(resource, 'metadata'))
    for (const { pod } of cluster.workloadsOf(resource)) {
      const path = pod.path('metadata')
      if (path.length > pathIn(resource).length + 1) yield* judge(pod.metadata, path)
    }
  },
})

interface Report {
  readonly at: Path
  readonly message: string
}

function* judge({ labels = {}, annotations = {} }: Metadata, path: Path): Generator<Report> {
  for (const [key, value] of Object.entries(labels)) {
    if (isPlaceholder(key + value)) continue
    const at = [...path, 'labels', key]
    if (!isKey(key)) yield { at, message: `${JSON.stringify(key)} is no key of a label` }
    else if (value !== '' && !name.test(value)) yield { at, message: `${JSON.stringify(value)} is no value of a label` }
  }
  let size = 0
  for (const [key, value] of Object.entries(annotations)) {
    size += key.length + value.length
    // Capitals in the prefix are let through: ValidateAnnotations looks at the key in lower case.
    if (!isPlaceholder(key) && !isKey(key.toLowerCase()))
      yield { at: [...path, 'annotations', key], message: `${JSON.stringify(key)} is no key of an annotation` }
  }
  if (size > largest)
    yield { at: [...path, 'annotations'], message: `the annotations are larger than ${largest} bytes` }
}

const name = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/

/** Source: kubernetes/apimachinery pkg/api/validation/objectmeta.go (TotalAnnotationSizeLimitB). */
const largest = 256 * 1024

/** Source: kubernetes/apimachinery pkg/util/validation/validation.go. */
function isKey(key: string): boolean {
  const parts = key.split('/')
  const [prefix = '', rest = ''] = parts
  if (parts.length === 1) return name.test(key)
  return parts.length === 2 && prefix.length <= 253 && subdomain.test(prefix) && name.test(rest)
}
