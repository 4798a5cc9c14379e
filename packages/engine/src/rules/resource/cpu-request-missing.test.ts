import { testRule } from '../../../test/rule-tester.ts'
import { cpuRequestMissing } from './cpu-request-missing.ts'

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

testRule(cpuRequestMissing, {
  pass: [
    { name: 'its own, in any form', yaml: pod('      resources: { requests: { cpu: "1" } }\n') },
    { name: "the pod's", yaml: pod('', '  resources: { requests: { cpu: 1 } }\n') },
    { name: 'a limit, which is the request then', yaml: pod('      resources: { limits: { cpu: 1 } }\n') },
    { name: 'a default of the namespace', yaml: pod('') + range('{ type: Container, default: { cpu: 1 } }') },
    {
      name: 'ephemeral containers',
      yaml: pod(
        '      resources: { requests: { cpu: 1 } }\n',
        '  ephemeralContainers: [{ name: debug, image: registry.example/debug:1 }]\n',
      ),
    },
  ],
  fail: [
    {
      name: 'zero, which neither its limit nor the namespace changes',
      yaml:
        pod('      resources: { requests: { cpu: 0 }, limits: { cpu: 1 } }\n') +
        range('{ type: Container, defaultRequest: { cpu: 1 } }'),
      at: ['spec.containers[0].resources.requests.cpu'],
    },
    {
      name: 'zero',
      yaml: pod('      resources: { requests: { cpu: 0 } }\n'),
      at: ['spec.containers[0].resources.requests.cpu'],
    },
    {
      name: 'a default of another namespace',
      yaml: pod('') + range('{ type: Container, default: { cpu: 1 } }', 'other'),
      at: ['spec.containers[0].resources.requests.cpu'],
    },
    {
      name: 'init containers',
      yaml: pod(
        '      resources: { requests: { cpu: 1 } }\n',
        '  initContainers: [{ name: setup, image: registry.example/setup:1, resources: ~ }]\n',
      ),
      at: ['spec.initContainers[0].resources.requests.cpu'],
      containers: ['setup'],
    },
  ],
})
