import { testRule } from '../../../test/rule-tester.ts'
import { limitAboveCeiling } from './limit-above-ceiling.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
${container}`

testRule(limitAboveCeiling, {
  pass: [
    { name: 'no ceiling', yaml: pod('      resources: { limits: { cpu: 64 } }\n') },
    {
      name: 'the ceiling itself, in another unit',
      yaml: pod('      resources: { limits: { cpu: 0.75, memory: 512Mi } }\n'),
      options: { cpu: '750m', memory: '536870912' },
    },
  ],
  fail: [
    {
      name: 'bytes',
      yaml: pod('      resources: { limits: { memory: 512Mi } }\n'),
      options: { memory: '384' },
      at: ['spec.containers[0].resources.limits.memory'],
      message: /is 512Mi, above 384/,
    },
    {
      name: 'both slots and both resources',
      yaml: pod('      resources: { limits: { cpu: 750m, memory: 2Gi }, requests: { cpu: 700m } }\n'),
      options: { cpu: '600m', memory: '1Gi' },
      at: [
        'spec.containers[0].resources.limits.cpu',
        'spec.containers[0].resources.requests.cpu',
        'spec.containers[0].resources.limits.memory',
      ],
    },
  ],
})
