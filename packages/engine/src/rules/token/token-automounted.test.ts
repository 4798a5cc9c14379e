import { testRule } from '../../../test/rule-tester.ts'
import { tokenAutomounted } from './token-automounted.ts'

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

testRule(tokenAutomounted, {
  pass: [
    { name: 'the default account, which another rule is about', yaml: pod('') },
    {
      name: 'false on the account',
      yaml:
        pod('  serviceAccountName: web\n') +
        account('{ name: web, namespace: shop }\nautomountServiceAccountToken: false'),
    },
    {
      name: 'an account declared without a namespace',
      yaml: pod('  serviceAccountName: web\n') + account('{ name: web }\nautomountServiceAccountToken: false'),
    },
  ],
  fail: [
    {
      name: 'the deprecated field',
      yaml: pod('  serviceAccount: web\n'),
      at: ['spec.automountServiceAccountToken'],
      message: /account web/,
    },
    {
      name: 'true on the pod',
      yaml: pod('  serviceAccountName: web\n  automountServiceAccountToken: true # the API\n'),
      at: ['spec.automountServiceAccountToken'],
      fixed: pod('  serviceAccountName: web\n  automountServiceAccountToken: false # the API\n'),
    },
  ],
})
