import { testRule } from '../../../test/rule-tester.ts'
import { ephemeralStorageMissing } from './ephemeral-storage-missing.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
${container}`

testRule(ephemeralStorageMissing, {
  pass: [
    {
      name: 'a limit, which is the request then',
      yaml: pod('      resources: { limits: { ephemeral-storage: 1Gi } }\n'),
    },
    {
      name: 'the same in two units',
      yaml: pod('      resources: { limits: { ephemeral-storage: 1Gi }, requests: { ephemeral-storage: 1024Mi } }\n'),
    },
  ],
  fail: [
    {
      name: 'a request alone',
      yaml: pod('      resources: { requests: { ephemeral-storage: 1Gi } }\n'),
      at: ['spec.containers[0].resources.limits.ephemeral-storage'],
    },
    {
      name: 'both, different',
      yaml: pod('      resources: { limits: { ephemeral-storage: 2Gi }, requests: { ephemeral-storage: 1Gi } }\n'),
      at: ['spec.containers[0].resources.requests.ephemeral-storage'],
      severity: 'info',
      message: /is 1Gi, the limit 2Gi/,
    },
  ],
})
