import { testRule } from '../../../test/rule-tester.ts'
import { requestsDifferFromLimits } from './requests-differ-from-limits.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
${container}`

testRule(requestsDifferFromLimits, {
  pass: [
    {
      name: 'the same amount in two forms',
      yaml: pod('      resources: { limits: { cpu: 1.001 }, requests: { cpu: 1001m } }\n'),
    },
    {
      name: 'what a template tool fills',
      yaml: pod('      resources: { limits: { cpu: "${CPU}" }, requests: { cpu: 1 } }\n'),
    },
    { name: 'limits alone', yaml: pod('      resources: { limits: { cpu: 1, memory: 1Gi } }\n') },
    { name: 'nothing at all', yaml: pod('') },
    {
      name: 'a resource that is not compared',
      yaml: pod('      resources: { limits: { cpu: 2 }, requests: { cpu: 1 } }\n'),
      options: { resources: ['memory'] },
    },
  ],
  fail: [
    {
      name: 'requests alone',
      yaml: pod('      resources: { requests: { cpu: 1 } }\n'),
      at: ['spec.containers[0].resources.requests.cpu'],
      message: /limit not set/,
    },
    {
      name: 'each resource',
      yaml: pod('      resources: { limits: { cpu: 2, memory: 2Gi }, requests: { cpu: 1, memory: 1Gi } }\n'),
      at: ['spec.containers[0].resources.requests.cpu', 'spec.containers[0].resources.requests.memory'],
    },
  ],
})
