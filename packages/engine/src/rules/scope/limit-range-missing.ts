import { pathIn, type Resource, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { namespacesWithout } from './namespaces.ts'

/**
 * A namespace has no LimitRange.
 *
 * Wanted: a LimitRange with at least one limit in the namespace
 * Except: kube-system, kube-public, kube-node-lease, namespaces that are being deleted
 */
export const limitRangeMissing = defineRule({
  id: 'limit-range-missing',
  title: 'Namespace has no LimitRange',
  severity: 'low',
  category: 'scope',
  visit: 'cluster',
  profile: 'all',
  frameworks: { nsa: true, mitre: ['T1499'] },
  fix: 'value',
  description:
    'Reported for every Namespace among what was read that has no LimitRange, or only ones without a limit. The cluster may hold one that is not among the files read, so the rule is off by default.',
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
  *check({ cluster }) {
    for (const resource of namespacesWithout(cluster, 'LimitRange', hasLimit)) {
      yield {
        resource,
        at: pathIn(resource, 'metadata', 'name'),
        message: `no LimitRange applies in ${resource.name}`,
        fix: { description: 'Add a LimitRange', needs: 'the defaults and bounds that fit its workloads' },
      }
    }
  },
})

function hasLimit(limitRange: Resource): boolean {
  const limits = valueIn(limitRange, 'spec', 'limits')
  return Array.isArray(limits) && limits.length > 0
}
