import { testRule } from '../../../test/rule-tester.ts'
import { externalSecretStore } from './external-secret-store.ts'

const secret = (rest: string) => `apiVersion: v1
kind: Secret
metadata: { name: db }
${rest}`

testRule(externalSecretStore, {
  pass: [
    { name: 'placeholders', yaml: secret('stringData: { a: "${A}", b: "", c: "<to be filled in>" }\n') },
    { name: 'what programs make', yaml: secret('type: helm.sh/release.v1\ndata: { release: SDRzSUFBQUFBQUFB }\n') },
    { name: 'a Secret that others fill', yaml: secret('type: Opaque\n') },
  ],
  fail: [
    {
      name: 'encoded values',
      yaml: secret('data: { user: c2hvcA==, password: dG9tYXRvZXM= }\n'),
      at: ['data'],
      message: /values of user, password/,
    },
    {
      name: 'plain values',
      yaml: secret('stringData: { password: tomatoes, empty: "" }\n'),
      at: ['stringData'],
      message: /^the value of password/,
    },
  ],
})
