import { formatPath, type Path, type YamlDocument } from '../../yaml/index.ts'
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
    'Reported once for each object with a mapping whose keys are not in alphabetical order, below lists too, with how many there are. A matter of taste.',
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
    const found: Path[] = []
    collectUnsorted(resource.object, [...resource.base], resource.document, found)
    const [first, ...more] = found
    if (!first) return
    const shown = formatPath(first.slice(resource.base.length))
    yield {
      at: first,
      message: `the keys of ${shown === '' ? 'the object' : shown}${more.length > 0 ? ` and ${more.length} more mappings` : ''} are not sorted`,
    }
  },
})

/** Adds the paths of mappings whose keys are out of order to `found`, in the order of the document. */
function collectUnsorted(value: unknown, path: (string | number)[], document: YamlDocument, found: Path[]): void {
  if (value === null || typeof value !== 'object') return
  const isList = Array.isArray(value)
  let before = ''
  let isSorted = true
  const start = found.length
  for (const key of isList ? Object.keys(value) : keysOf(value, path, document)) {
    if (!isList && key < before) isSorted = false
    before = key
    const item = (value as Record<string, unknown>)[key]
    if (item === null || typeof item !== 'object') continue
    path.push(isList ? Number(key) : key)
    collectUnsorted(item, path, document, found)
    path.pop()
  }
  if (!isSorted) found.splice(start, 0, [...path])
}

/** The keys as written: JavaScript moves those that are whole numbers, such as ports, to the front of an object. */
function keysOf(value: object, path: Path, document: YamlDocument): string[] {
  const keys = Object.keys(value)
  const [first] = keys
  if (first === undefined || !/^\d+$/.test(first)) return keys
  const place = new Map(keys.map((key) => [key, document.locate([...path, key]).key?.start ?? 0]))
  return keys.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
}
