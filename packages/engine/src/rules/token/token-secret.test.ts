import { testRule } from '../../../test/rule-tester.ts'
import { tokenSecret } from './token-secret.ts'

const secret = (type: string) => `apiVersion: v1
kind: Secret
metadata: { name: deployer, annotations: { kubernetes.io/service-account.name: deployer } }
type: ${type}
`

testRule(tokenSecret, {
  pass: [
    { name: 'bootstrap tokens, which expire', yaml: secret('bootstrap.kubernetes.io/token') },
    {
      name: 'other kinds',
      yaml: 'apiVersion: example.com/v1\nkind: Token\nmetadata: { name: a }\ntype: kubernetes.io/service-account-token\n',
    },
  ],
  fail: [
    {
      name: 'a Secret in a List',
      yaml: 'apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Secret, metadata: { name: a }, type: kubernetes.io/service-account-token }\n',
      at: ['items[0].type'],
      message: /not named/,
    },
    {
      name: 'with its account',
      yaml: secret('"kubernetes.io/service-account-token"'),
      at: ['type'],
      message: /account deployer that never/,
    },
  ],
})
