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
      name: 'words that ask to be replaced, and names of Secrets',
      yaml: `${pod('      env: [{ name: API_TOKEN, value: your-token-here }, { name: DB_SECRET, value: shop-db }]\n')}---
apiVersion: v1
kind: Secret
metadata: { name: shop-db }
`,
    },
    {
      name: 'null and what is no string',
      yaml: pod('      env: [{ name: DB_PASSWORD, value: }, { name: API_TOKEN, value: [a] }, ~]\n'),
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
      name: 'init, sidecar and ephemeral containers',
      yaml: pod(
        '      env: []\n',
        `  initContainers:
    - { name: setup, image: registry.example/setup:1, env: [{ name: API_TOKEN, value: tomatoes }] }
    - { name: proxy, image: registry.example/proxy:1, restartPolicy: Always, env: [{ name: API_TOKEN, value: tomatoes }] }
  ephemeralContainers: [{ name: debug, image: registry.example/debug:1, env: [{ name: API_TOKEN, value: tomatoes }] }]
`,
      ),
      at: [
        'spec.initContainers[0].env[0].value',
        'spec.initContainers[1].env[0].value',
        'spec.ephemeralContainers[0].env[0].value',
      ],
      containers: ['setup', 'proxy', 'debug'],
      marked: ['value: tomatoes', 'value: tomatoes', 'value: tomatoes'],
    },
    {
      name: 'a CronJob, at its place',
      yaml: `apiVersion: batch/v1
kind: CronJob
metadata: { name: a }
spec:
  schedule: "* * * * *"
  jobTemplate: { spec: { template: { spec: { containers: [{ name: a, image: registry.example/a:1, env: [{ name: PGPASSWORD, value: tomatoes }] }] } } } }
`,
      at: ['spec.jobTemplate.spec.template.spec.containers[0].env[0].value'],
    },
    {
      name: 'a value that images ship with',
      yaml: pod('      env: [{ name: DB_PASSWORD, value: changeme }]\n'),
      at: ['spec.containers[0].env[0].value'],
    },
    {
      name: 'a name of the option',
      yaml: pod('      env: [{ name: ZAUBERWORT, value: bitte }]\n'),
      options: { names: ['(?i)zauber'] },
      at: ['spec.containers[0].env[0].value'],
    },
  ],
})
