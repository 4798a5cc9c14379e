import { isObject } from '../../cluster/index.ts'
import { formatPath, type Path } from '../../yaml/index.ts'
import { defineRule } from '../rule.ts'

/**
 * The keys of a mapping are not in alphabetical order.
 *
 * Wanted: keys sorted by their bytes, in every mapping of the object
 */
export const keysNotSorted = defineRule({
  id: 'keys-not-sorted',
  title: 'Keys are not sorted',
  severity: 'info',
  category: 'hygiene',
  visit: 'resource',
  profile: 'all',
  frameworks: {},
  fix: 'none',
  description:
    'Reported for each mapping whose keys are not in alphabetical order, below lists too. A matter of taste.',
  why: 'Sorted keys make for shorter differences between manifests that several people write.',
  remedy: 'Sort the keys.',
  examples: {
    bad: `kind: ConfigMap
apiVersion: v1
metadata:
  name: shop
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
`,
  },
  *check({ resource }) {
    for (const path of unsorted(resource.object, resource.base)) {
      const shown = formatPath(path.slice(resource.base.length))
      yield { at: path, message: `the keys of ${shown === '' ? 'the object' : shown} are not sorted` }
    }
  },
})

function* unsorted(value: unknown, path: Path): Generator<Path> {
  if (Array.isArray(value)) {
    for (const [i, item] of (value as unknown[]).entries()) yield* unsorted(item, [...path, i])
    return
  }
  if (!isObject(value)) return
  const keys = Object.keys(value)
  if (keys.some((key, i) => i > 0 && key < (keys[i - 1] ?? ''))) yield path
  for (const key of keys) yield* unsorted(value[key], [...path, key])
}
