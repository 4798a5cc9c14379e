import { testRule } from '../../../test/rule-tester.ts'
import { resourceQuotaMissing } from './resource-quota-missing.ts'

testRule(resourceQuotaMissing, {
  pass: [{ name: "the cluster's own", yaml: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: kube-public }\n' }],
  fail: [
    {
      name: 'one in another namespace',
      yaml: 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n---\napiVersion: v1\nkind: ResourceQuota\nmetadata: { name: a, namespace: other }\n',
      at: ['metadata.name'],
    },
  ],
})
