import { testRule } from '../../../test/rule-tester.ts'
import { dnsOptionsMissing } from './dns-options-missing.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
${container}`

testRule(dnsOptionsMissing, {
  pass: [
    {
      name: 'another value where any will do',
      yaml: pod('', '  dnsConfig: { options: [{ name: ndots, value: "3" }] }\n'),
      options: { value: '' },
    },
    { name: "the node's resolver", yaml: pod('', '  dnsPolicy: Default\n') },
  ],
  fail: [
    {
      name: 'another value',
      yaml: pod('', '  dnsConfig: { options: [{ name: ndots, value: "5" }] }\n'),
      at: ['spec.dnsConfig.options'],
      message: /ndots is 5, not 2/,
    },
    {
      name: 'other options',
      yaml: pod('', '  dnsConfig: { options: [{ name: edns0 }] }\n'),
      at: ['spec.dnsConfig.options'],
      message: /not set/,
    },
  ],
})
