import { testRule } from '../../../test/rule-tester.ts'
import { instanceLabelMismatch } from './instance-label-mismatch.ts'

const pod = (labels: string) => `apiVersion: v1
kind: Pod
metadata: { name: a, labels: ${labels} }
spec: { containers: [{ name: a, image: registry.example/a:1 }] }
`

testRule(instanceLabelMismatch, {
  pass: [{ name: 'no such label', yaml: pod('{ app: b }') }],
  fail: [
    {
      name: 'an empty one',
      yaml: pod('{ app.kubernetes.io/instance: "" }'),
      at: ['metadata.labels["app.kubernetes.io/instance"]'],
    },
  ],
})
