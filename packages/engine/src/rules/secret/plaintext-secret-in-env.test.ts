import { testRule } from '../../../test/rule-tester.ts'
import { plaintextSecretInEnv } from './plaintext-secret-in-env.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
${container}`

testRule(plaintextSecretInEnv, {
  pass: [
    {
      name: 'references, paths, switches and durations',
      yaml: pod(
        '      env: [{ name: API_TOKEN, value: $(TOKEN) }, { name: SECRET_PATH, value: /a }, { name: USE_PASSWORD, value: "true" }, { name: TOKEN_TTL, value: 30m }, { name: DB_PASSWORD, value: "" }]\n',
      ),
    },
    {
      name: 'a name that the option leaves out',
      yaml: pod('      env: [{ name: SECRET_SAUCE, value: tomatoes }]\n'),
      options: { ignore: ['^SECRET_SAUCE$'] },
    },
    {
      name: 'valueFrom',
      yaml: pod('      env: [{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: a, key: b } } }]\n'),
    },
  ],
  fail: [
    {
      name: 'a telling name',
      yaml: pod('      env: [{ name: A, value: b }, { name: dbPassword, value: tomatoes }]\n'),
      at: ['spec.containers[0].env[1].value'],
      message: /^dbPassword is written out$/,
    },
    {
      name: 'a telling value, which is not printed',
      yaml: pod('      env: [{ name: HOME_PAGE, value: "postgres://shop:tomatoes@db/shop" }]\n'),
      at: ['spec.containers[0].env[0].value'],
      message: /^the value of HOME_PAGE looks like a URL with a password$/,
    },
    {
      name: 'a name of the option',
      yaml: pod('      env: [{ name: ZAUBERWORT, value: bitte }]\n'),
      options: { names: ['(?i)zauber'] },
      at: ['spec.containers[0].env[0].value'],
    },
  ],
})
