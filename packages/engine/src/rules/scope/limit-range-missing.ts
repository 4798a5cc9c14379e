import { pathIn, systemNamespaces } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A namespace has no LimitRange.
 *
 * Wanted:         a LimitRange in the namespace
 * Except:         kube-system, kube-public, kube-node-lease
 */
export const limitRangeMissing = defineRule({
  id: 'limit-range-missing',
  title: 'Namespace has no LimitRange',
  severity: 'low',
  category: 'scope',
  visit: 'resource',
  kinds: ['Namespace'],
  profile: 'all',
  frameworks: { nsa: true, mitre: ['T1499'] },
  fix: 'value',
  description:
    'Reported for every Namespace that was given without a LimitRange in it. The cluster may hold one that was not given; that is why the rule is off by default.',
  why: 'A container that names no limits gets none, and one of them starves its node.',
  remedy: 'Add a LimitRange with defaults for requests and limits.',
  examples: {
    bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
`,
    good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: LimitRange
metadata:
  name: shop
  namespace: shop
spec:
  limits:
    - type: Container
      default:
        memory: 256Mi
`,
  },
  *check({ resource, cluster }) {
    if (systemNamespaces.has(resource.name)) return
    if (cluster.ofKind('LimitRange', '').some(({ namespace }) => namespace === resource.name)) return
    yield {
      at: pathIn(resource, 'metadata', 'name'),
      message: 'there is no LimitRange in the namespace',
      fix: { description: 'Add a LimitRange', needs: 'what its workloads need' },
    }
  },
})
