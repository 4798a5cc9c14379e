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
    {
      name: "a container's own limit within a larger one of the pod",
      yaml: pod('      resources: { limits: { memory: 1Gi } }\n', '  resources: { limits: { memory: 8Gi } }\n'),
      options: { memory: '4Gi' },
    },
    { name: 'no ceiling', yaml: pod('      resources: { limits: { cpu: 64 } }\n') },
    {
      name: 'the ceiling itself, in another unit',
      yaml: pod('      resources: { limits: { cpu: 0.75, memory: 512Mi } }\n'),
      options: { cpu: '750m', memory: '536870912' },
    },
  ],
  fail: [
    {
      name: "the pod's limit, for a container without its own",
      yaml: pod('', '  resources: { limits: { memory: 8Gi } }\n'),
      options: { memory: '4Gi' },
      at: ['spec.resources.limits.memory'],
      message: /limit on memory of the whole pod is 8Gi/,
    },
    {
      name: 'the default of a LimitRange, once',
      yaml: `${pod('')}---
apiVersion: v1
kind: LimitRange
metadata: { name: a, namespace: shop }
spec: { limits: [{ type: Container, default: { cpu: 8 } }] }
`,
      options: { cpu: '4' },
      at: ['spec.containers[0].resources.limits.cpu'],
      message: /that a LimitRange gives is 8, above 4/,
    },
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
