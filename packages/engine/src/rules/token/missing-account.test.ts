import { testRule } from '../../../test/rule-tester.ts'
import { missingAccount } from './missing-account.ts'

const pod = (spec: string) => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
${spec}  containers: [{ name: web, image: registry.example/web:1 }]
`
const account = (rest: string) => `---
apiVersion: v1
kind: ServiceAccount
metadata: ${rest}
`

testRule(missingAccount, {
  pass: [
    { name: 'the default account, which every namespace has', yaml: pod('') },
    { name: 'an account without a namespace', yaml: pod('  serviceAccountName: web\n') + account('{ name: web }') },
  ],
  fail: [
    {
      name: "another namespace's account",
      yaml: pod('  serviceAccountName: web\n') + account('{ name: web, namespace: other }'),
      at: ['spec.serviceAccountName'],
      marked: ['serviceAccountName: web'],
    },
    { name: 'the deprecated field', yaml: pod('  serviceAccount: web\n'), at: ['spec.serviceAccount'] },
  ],
})
