import { testRule } from '../../../test/rule-tester.ts'
import { externalSecretStore } from './external-secret-store.ts'

const secret = (rest: string) => `apiVersion: v1
kind: Secret
metadata: { name: db }
${rest}`

testRule(externalSecretStore, {
  pass: [
    { name: 'placeholders', yaml: secret('stringData: { a: "${A}", b: "", c: "<to be filled in>" }\n') },
    { name: 'placeholders in base64', yaml: secret('data: { a: PGZpbGwgbWUgaW4+, b: dHJ1ZQ==, c: "${C}" }\n') },
    { name: 'values that SOPS encrypted', yaml: secret('stringData: { a: "ENC[AES256_GCM,data:eA==,type:str]" }\n') },
    { name: 'a certificate', yaml: secret('data: { ca.crt: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCkFBQUE= }\n') },
    { name: 'data that is none', yaml: secret('data: [a]\nstringData:\n') },
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
      name: 'both fields, and other types',
      yaml: secret('type: kubernetes.io/basic-auth\ndata: { a: dG9tYXRvZXM= }\nstringData: { b: tomatoes }\n'),
      at: ['data', 'stringData'],
      message: /^the value of [ab] /,
    },
    {
      name: 'many values, of which the first are named',
      yaml: secret(
        `stringData: { ${['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key) => `${key}: tomatoes`).join(', ')} }\n`,
      ),
      at: ['stringData'],
      message: /^the values of a, b, c, d, e and 2 more stand here$/,
    },
    {
      name: 'plain values',
      yaml: secret('stringData: { password: tomatoes, empty: "" }\n'),
      at: ['stringData'],
      message: /^the value of password/,
    },
  ],
})
