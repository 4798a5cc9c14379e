import { testRule } from '../../../test/rule-tester.ts'
import { recommendedLabelsMissing } from './recommended-labels-missing.ts'

const pod = (labels: string) => `apiVersion: v1
kind: Pod
metadata: { name: a, labels: ${labels} }
spec: { containers: [{ name: a, image: registry.example/a:1 }] }
`

testRule(recommendedLabelsMissing, {
  pass: [{ name: 'the labels of the option', yaml: pod('{ app: a }'), options: { labels: ['app'] } }],
  fail: [
    {
      name: 'one of two',
      yaml: pod('{ app.kubernetes.io/name: a }'),
      at: ['metadata.labels'],
      message: /^app\.kubernetes\.io\/instance is missing$/,
    },
    { name: 'both', yaml: pod('{ app: a }'), at: ['metadata.labels'], message: /are missing$/ },
  ],
})
