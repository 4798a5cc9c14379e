import { pathIn, systemNamespaces } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * The namespaces that there are.
 *
 * Listed fields: metadata.name of Namespace
 */
export const namespaceBoundaries = defineRule({
  id: 'namespace-boundaries',
  title: 'Namespace',
  severity: 'info',
  category: 'scope',
  visit: 'resource',
  kinds: ['Namespace'],
  profile: 'all',
  frameworks: { cis: ['5.7.1'] },
  fix: 'none',
  description:
    "Lists every Namespace but the cluster's own with the number of its workloads, for reviews by hand of whether what shares one belongs together.",
  why: 'Roles, quotas and policies are given by namespace; whoever may create pods in one reaches all its Secrets.',
  remedy: 'Split namespaces that hold workloads of different teams or of different trust.',
  examples: {
    bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  namespace: shop
data:
  a: b
`,
  },
  *check({ resource, cluster }) {
    if (resource.group !== '' || systemNamespaces.includes(resource.name)) return
    const { length } = cluster.workloadsIn(resource.name).filter(({ owner }) => owner === undefined)
    yield {
      at: pathIn(resource, 'metadata', 'name'),
      message: `${resource.name} holds ${length} workload${length === 1 ? '' : 's'} of what was read`,
    }
  },
})
