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
