import { testRule } from '../../../test/rule-tester.ts'
import { defaultAccountUsed } from './default-account-used.ts'

const pod = (spec: string) => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
${spec}  containers: [{ name: web, image: registry.example/web:1 }]
`

testRule(defaultAccountUsed, {
  pass: [{ name: 'the deprecated field', yaml: pod('  serviceAccount: web\n') }],
  fail: [
    {
      name: 'default by name',
      yaml: pod('  serviceAccountName: default\n'),
      at: ['spec.serviceAccountName'],
      marked: ['serviceAccountName: default'],
    },
    {
      name: 'an empty name, and no token',
      yaml: pod('  serviceAccountName: ""\n  automountServiceAccountToken: false\n'),
      at: ['spec.serviceAccountName'],
    },
  ],
})
