import { isObject, pathIn, type Resource, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { namespacesWithout } from './namespaces.ts'

/**
 * A namespace has no ResourceQuota.
 *
 * Wanted: a ResourceQuota with at least one bound in the namespace
 * Except: kube-system, kube-public, kube-node-lease, namespaces that are being deleted
 */
export const resourceQuotaMissing = defineRule({
  id: 'resource-quota-missing',
  title: 'Namespace has no ResourceQuota',
  severity: 'low',
  category: 'scope',
  visit: 'cluster',
  profile: 'all',
  frameworks: { nsa: true, mitre: ['T1499'] },
  fix: 'value',
  description:
    'Reported for every Namespace among what was read that has no ResourceQuota, or only ones without a bound in `spec.hard`. The cluster may hold one that is not among the files read, so the rule is off by default.',
  why: 'One namespace, or one intruder who may create pods in it, can use up the cluster.',
  remedy: 'Add a ResourceQuota with what the namespace should get at most.',
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
kind: ResourceQuota
metadata:
  name: shop
  namespace: shop
spec:
  hard:
    pods: "20"
`,
  },
  *check({ cluster }) {
    for (const resource of namespacesWithout(cluster, 'ResourceQuota', hasBound)) {
      yield {
        resource,
        at: pathIn(resource, 'metadata', 'name'),
        message: `no ResourceQuota bounds ${resource.name}`,
        fix: { description: 'Add a ResourceQuota', needs: 'how much the namespace should get at most' },
      }
    }
  },
})

function hasBound(quota: Resource): boolean {
  const hard = valueIn(quota, 'spec', 'hard')
  return isObject(hard) && Object.keys(hard).length > 0
}
