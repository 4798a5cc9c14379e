import { testRule } from '../../../test/rule-tester.ts'
import { deprecatedAccountField } from './deprecated-account-field.ts'

const pod = (spec: string) => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
${spec}  containers: [{ name: web, image: registry.example/web:1 }]
`

testRule(deprecatedAccountField, {
  pass: [
    {
      name: 'both with one value, as the API server stores them',
      yaml: pod('  serviceAccount: web\n  serviceAccountName: web\n'),
    },
  ],
  fail: [
    {
      name: 'the old one alone',
      yaml: pod('  serviceAccount: web # robot\n'),
      at: ['spec.serviceAccount'],
      fixed: pod('').replace(']\n', ']\n  serviceAccountName: web\n'),
    },
    {
      name: 'both with different values',
      yaml: pod('  serviceAccount: old\n  serviceAccountName: web\n'),
      at: ['spec.serviceAccount'],
      message: /which counts, is web/,
      fixed: pod('  serviceAccountName: web\n'),
    },
  ],
})
