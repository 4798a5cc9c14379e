import { testRule } from '../../../test/rule-tester.ts'
import { defaultAccountTokenMounted } from './default-account-token-mounted.ts'

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

testRule(defaultAccountTokenMounted, {
  pass: [
    { name: 'an account of its own', yaml: pod('  serviceAccountName: web\n') },
    {
      name: 'false on the account of the namespace',
      yaml: pod('') + account('{ name: default, namespace: shop }\nautomountServiceAccountToken: false'),
    },
    { name: 'no, as YAML 1.1 has it', yaml: pod('  automountServiceAccountToken: no\n') },
  ],
  fail: [
    {
      name: 'default by name',
      yaml: pod('  serviceAccountName: default\n'),
      at: ['spec.automountServiceAccountToken'],
      fixed: pod('  serviceAccountName: default\n').replace(']\n', ']\n  automountServiceAccountToken: false\n'),
    },
    {
      name: "another namespace's account",
      yaml: pod('') + account('{ name: default, namespace: other }\nautomountServiceAccountToken: false'),
      at: ['spec.automountServiceAccountToken'],
    },
    {
      name: 'the account itself, when it is there, and a true of the pod goes',
      yaml: pod('  automountServiceAccountToken: true\n') + account('{ name: default, namespace: shop }'),
      at: ['spec.automountServiceAccountToken'],
      fixed: pod('') + account('{ name: default, namespace: shop }\nautomountServiceAccountToken: false'),
    },
    {
      name: 'true on the pod over false on the account',
      yaml:
        pod('  automountServiceAccountToken: true\n') +
        account('{ name: default, namespace: shop }\nautomountServiceAccountToken: false'),
      at: ['spec.automountServiceAccountToken'],
    },
  ],
})
