import { pathIn, systemNamespaces } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A namespace has no ResourceQuota.
 *
 * Wanted:         a ResourceQuota in the namespace
 * Except:         kube-system, kube-public, kube-node-lease
 */
export const resourceQuotaMissing = defineRule({
  id: 'resource-quota-missing',
  title: 'Namespace has no ResourceQuota',
  severity: 'low',
  category: 'scope',
  visit: 'resource',
  kinds: ['Namespace'],
  profile: 'all',
  frameworks: { nsa: true, mitre: ['T1499'] },
  fix: 'value',
  description:
    'Reported for every Namespace that was given without a ResourceQuota in it. The cluster may hold one that was not given; that is why the rule is off by default.',
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
  *check({ resource, cluster }) {
    if (systemNamespaces.has(resource.name)) return
    if (cluster.ofKind('ResourceQuota', '').some(({ namespace }) => namespace === resource.name)) return
    yield {
      at: pathIn(resource, 'metadata', 'name'),
      message: 'there is no ResourceQuota in the namespace',
      fix: { description: 'Add a ResourceQuota', needs: 'what its workloads need' },
    }
  },
})
