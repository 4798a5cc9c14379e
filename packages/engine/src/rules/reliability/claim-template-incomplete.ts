import { isObject, pathIn, valueIn } from '../../cluster/index.ts'
import { valueAt } from '../../yaml/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A claim does not say what it needs.
 *
 * Wanted fields:  spec.volumeClaimTemplates[*].spec.{accessModes,resources.requests.storage} of StatefulSet
 * Allowed values: any
 */
export const claimTemplateIncomplete = defineRule({
  id: 'claim-template-incomplete',
  title: 'Volume claim is incomplete',
  severity: 'medium',
  category: 'reliability',
  visit: 'resource',
  kinds: ['StatefulSet'],
  profile: 'all',
  frameworks: {},
  fix: 'none',
  description:
    'Reported for each claim template of a StatefulSet without access modes, or without a request for storage.',
  why: 'The API server refuses the claims, and the pods never start.',
  remedy: 'Add what is missing.',
  examples: {
    bad: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
`,
    good: `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: web
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: 1Gi
`,
  },
  *check({ resource }) {
    const claims = valueIn(resource, 'spec', 'volumeClaimTemplates')
    for (const [i, claim] of (Array.isArray(claims) ? (claims as unknown[]) : []).entries()) {
      if (!isObject(claim)) continue
      const modes = valueAt(claim, ['spec', 'accessModes'])
      const at = (...below: string[]) => pathIn(resource, 'spec', 'volumeClaimTemplates', i, 'spec', ...below)
      if (!Array.isArray(modes) || modes.length === 0)
        yield { at: at('accessModes'), message: 'the claim has no access modes' }
      if (valueAt(claim, ['spec', 'resources', 'requests', 'storage']) === undefined) {
        yield { at: at('resources', 'requests', 'storage'), message: 'the claim asks for no storage' }
      }
    }
  },
})
