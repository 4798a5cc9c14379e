import { testRule } from '../../../test/rule-tester.ts'
import { capabilityBeyondBaseline } from './capability-beyond-baseline.ts'

const pod = (podContext: string, containerContext: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  securityContext: ${podContext}
  containers:
    - name: web
      image: registry.example/web:1
      securityContext: ${containerContext}
`

const inPod = (field: string, container: string) => pod('{}', container).replace('spec:\n', `spec:\n  ${field}\n`)

testRule(capabilityBeyondBaseline, {
  pass: [
    { name: 'all that baseline allows', yaml: pod('{}', '{ capabilities: { add: [AUDIT_WRITE, CAP_KILL, setuid] } }') },
  ],
  fail: [
    {
      name: 'NET_RAW, which baseline does not allow to be added',
      yaml: pod('{}', '{ capabilities: { add: [NET_RAW] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      fixed: pod('{}', '{ capabilities: { add: [] } }'),
    },
    {
      name: 'ALL',
      yaml: pod('{}', '{ capabilities: { add: [KILL, all] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[1]'],
      message: /^ALL/,
    },
    {
      name: 'in a user namespace, as medium',
      yaml: inPod('hostUsers: false', '{ capabilities: { add: [SYS_TIME] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'medium',
    },
    {
      name: 'otherwise as high',
      yaml: inPod('hostUsers: true', '{ capabilities: { add: [SYS_TIME] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'high',
    },
  ],
})
