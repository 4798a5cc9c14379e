import { testRule } from '../../../test/rule-tester.ts'
import { accountInventory } from './account-inventory.ts'

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

testRule(accountInventory, {
  pass: [
    {
      name: 'the default account without its token',
      yaml: pod('') + account('{ name: default, namespace: shop }\nautomountServiceAccountToken: false'),
    },
  ],
  fail: [
    {
      name: 'the default account with its token',
      yaml: pod(''),
      at: ['spec.serviceAccountName'],
      message: /default, with its token/,
    },
    {
      name: 'an account without its token',
      yaml: pod('  serviceAccountName: web\n  automountServiceAccountToken: false\n'),
      at: ['spec.serviceAccountName'],
      message: /web, without/,
    },
  ],
})
