import { testRule } from '../../../test/rule-tester.ts'
import { secretThroughEnv } from './secret-through-env.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
${container}`

testRule(secretThroughEnv, {
  pass: [
    {
      name: 'null',
      yaml: pod('      envFrom: [{ secretRef: }]\n      env: [{ name: A, valueFrom: { secretKeyRef: } }]\n'),
    },
    {
      name: 'ConfigMaps and fields',
      yaml: pod(
        '      envFrom: [{ configMapRef: { name: a } }]\n      env: [{ name: A, valueFrom: { configMapKeyRef: { name: a, key: b } } }, { name: B, value: c }]\n',
      ),
    },
  ],
  fail: [
    {
      name: 'both ways',
      yaml: pod(
        '      envFrom: [{ configMapRef: { name: a } }, { secretRef: { name: s } }]\n      env: [{ name: A, value: b }, { name: B, valueFrom: { secretKeyRef: { name: s, key: k } } }]\n',
      ),
      at: ['spec.containers[0].env[1].valueFrom.secretKeyRef', 'spec.containers[0].envFrom[1].secretRef'],
      message: /Secret s/,
    },
    {
      name: 'references without a name',
      yaml: pod('      envFrom: [{ secretRef: {} }]\n      env: [{ valueFrom: { secretKeyRef: { key: k } } }]\n'),
      at: ['spec.containers[0].env[0].valueFrom.secretKeyRef', 'spec.containers[0].envFrom[0].secretRef'],
      message: /a Secret(?: is a variable)?$/,
    },
    {
      name: 'optional ones, in a sidecar and an ephemeral container',
      yaml: pod(
        '',
        `  initContainers: [{ name: proxy, image: registry.example/p:1, restartPolicy: Always, envFrom: [{ secretRef: { name: s, optional: true } }] }]
  ephemeralContainers: [{ name: debug, image: registry.example/d:1, envFrom: [{ secretRef: { name: s } }] }]
`,
      ),
      at: ['spec.initContainers[0].envFrom[0].secretRef', 'spec.ephemeralContainers[0].envFrom[0].secretRef'],
      containers: ['proxy', 'debug'],
    },
    {
      name: 'init containers',
      yaml: pod(
        '',
        '  initContainers: [{ name: setup, image: registry.example/setup:1, env: [{ name: A, valueFrom: { secretKeyRef: { name: s, key: k } } }] }]\n',
      ),
      at: ['spec.initContainers[0].env[0].valueFrom.secretKeyRef'],
      containers: ['setup'],
    },
  ],
})
