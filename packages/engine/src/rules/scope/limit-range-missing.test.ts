import { testRule } from '../../../test/rule-tester.ts'
import { limitRangeMissing } from './limit-range-missing.ts'

const namespace = (name: string, more = '') => `apiVersion: v1
kind: Namespace
metadata: { name: ${name}${more} }
`
const limitRange = (metadata: string, limits = '[{ type: Pod, max: { cpu: "2" } }]') => `---
apiVersion: v1
kind: LimitRange
metadata: { name: a${metadata} }
spec: { limits: ${limits} }
`

testRule(limitRangeMissing, {
  pass: [
    { name: "the cluster's own", yaml: namespace('kube-public') },
    { name: 'a LimitRange without a namespace, for default', yaml: namespace('default') + limitRange('') },
    {
      name: 'one beside an empty one',
      yaml: namespace('a') + limitRange(', namespace: a', '[]') + limitRange(', namespace: a'),
    },
    { name: 'a namespace that is going', yaml: namespace('a', ', deletionTimestamp: "2026-11-01T00:00:00Z"') },
    { name: 'a kind of that name elsewhere', yaml: namespace('a').replace('v1', 'core.example/v1') },
  ],
  fail: [
    {
      name: 'one in another namespace',
      yaml: namespace('shop') + limitRange(', namespace: other'),
      at: ['metadata.name'],
      marked: ['name: shop'],
      message: /in shop$/,
    },
    {
      name: 'one without limits',
      yaml: namespace('shop') + limitRange(', namespace: shop', '~'),
      at: ['metadata.name'],
    },
    {
      name: 'items of a List',
      yaml: 'apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Namespace, metadata: { name: a } }\n  - { apiVersion: v1, kind: Namespace, metadata: { name: b } }\n  - { apiVersion: v1, kind: LimitRange, metadata: { name: b, namespace: b }, spec: { limits: [{ type: Pod }] } }\n',
      at: ['items[0].metadata.name'],
    },
  ],
})
