import { testRule } from '../../../test/rule-tester.ts'
import { resourceQuotaMissing } from './resource-quota-missing.ts'

const namespace = (name: string) => `apiVersion: v1
kind: Namespace
metadata: { name: ${name} }
`
const quota = (metadata: string, hard = '{ pods: "20" }') => `---
apiVersion: v1
kind: ResourceQuota
metadata: { name: a${metadata} }
spec: { hard: ${hard} }
`

testRule(resourceQuotaMissing, {
  pass: [
    { name: "the cluster's own", yaml: namespace('kube-node-lease') },
    { name: 'a quota without a namespace, for default', yaml: namespace('default') + quota('') },
  ],
  fail: [
    {
      name: 'one in another namespace',
      yaml: namespace('shop') + quota(', namespace: other'),
      at: ['metadata.name'],
      message: /bounds shop$/,
    },
    {
      name: 'one that bounds nothing',
      yaml: namespace('shop') + quota(', namespace: shop', '{}'),
      at: ['metadata.name'],
    },
    {
      name: 'a quota without a spec',
      yaml: namespace('shop') + quota(', namespace: shop', '~'),
      at: ['metadata.name'],
    },
  ],
})
