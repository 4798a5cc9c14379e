import { testRule } from '../../../test/rule-tester.ts'
import { memoryLimitMissing } from './memory-limit-missing.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
${container}`

const range = (limits: string, namespace = 'shop') => `---
apiVersion: v1
kind: LimitRange
metadata: { name: a, namespace: ${namespace} }
spec: { limits: [${limits}] }
`

testRule(memoryLimitMissing, {
  pass: [
    { name: 'its own, in any form', yaml: pod('      resources: { limits: { memory: "1Gi" } }\n') },
    { name: "the pod's", yaml: pod('', '  resources: { limits: { memory: 1Gi } }\n') },
    { name: 'a default of the namespace', yaml: pod('') + range('{ type: Container, default: { memory: 1Gi } }') },
    {
      name: 'ephemeral containers',
      yaml: pod(
        '      resources: { limits: { memory: 1Gi } }\n',
        '  ephemeralContainers: [{ name: debug, image: registry.example/debug:1 }]\n',
      ),
    },
  ],
  fail: [
    {
      name: 'zero',
      yaml: pod('      resources: { limits: { memory: 0 } }\n'),
      at: ['spec.containers[0].resources.limits.memory'],
    },
    {
      name: 'a default of another namespace',
      yaml: pod('') + range('{ type: Container, default: { memory: 1Gi } }', 'other'),
      at: ['spec.containers[0].resources.limits.memory'],
    },
    {
      name: 'a request alone',
      yaml: pod('      resources: { requests: { memory: 1Gi } }\n'),
      at: ['spec.containers[0].resources.limits.memory'],
    },
    {
      name: 'init containers',
      yaml: pod(
        '      resources: { limits: { memory: 1Gi } }\n',
        '  initContainers: [{ name: setup, image: registry.example/setup:1, resources: ~ }]\n',
      ),
      at: ['spec.initContainers[0].resources.limits.memory'],
      containers: ['setup'],
    },
  ],
})
