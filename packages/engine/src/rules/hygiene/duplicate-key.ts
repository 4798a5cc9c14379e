import type { Resource } from '../../cluster/index.ts'
import { formatPath, isWithin, type Path } from '../../yaml/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A key is written twice in one mapping; the last one counts.
 *
 * Wanted: keys that differ, in every mapping of the object
 */
export const duplicateKey = defineRule({
  id: 'duplicate-key',
  title: 'Key is written twice',
  severity: 'medium',
  category: 'hygiene',
  visit: 'resource',
  profile: 'default',
  frameworks: {},
  fix: 'none',
  description:
    'Reported for each key that a mapping holds more than once. Kubernetes takes the last without a word, unless the client validates strictly. A key below `securityContext`, and one that holds a securityContext, is high.',
  why: 'What the first one says does not hold, though a reader sees it: a privilege that seems to be taken away is there.',
  remedy: 'Keep one of the two; where a whole object follows, the line --- before it is missing.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
  hostNetwork: true
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ resource }) {
    const seen = new Set<string>()
    for (const path of duplicatesIn(resource)) {
      const shown = formatPath(path.slice(resource.base.length))
      if (seen.has(shown)) continue
      seen.add(shown)
      yield {
        at: path,
        severity: path.includes('securityContext') ? 'high' : 'medium',
        message: `${shown} is written more than once, and only the last counts`,
      }
    }
  },
})

function duplicatesIn({ document, base }: Resource): Path[] {
  return document.duplicatePaths().filter((path) => isWithin(path, base))
}
