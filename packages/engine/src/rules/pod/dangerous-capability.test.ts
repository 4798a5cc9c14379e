import { testRule } from '../../../test/rule-tester.ts'
import { dangerousCapability } from './dangerous-capability.ts'

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

testRule(dangerousCapability, {
  pass: [{ name: 'others', yaml: pod('{}', '{ capabilities: { add: [SYS_TIME, CHOWN] } }') }],
  fail: [
    {
      name: 'in any spelling',
      yaml: pod('{}', '{ capabilities: { add: [CHOWN, cap_sys_admin] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[1]'],
      severity: 'critical',
      fixed: pod('{}', '{ capabilities: { add: [CHOWN] } }'),
    },
    {
      name: 'the network',
      yaml: pod('{}', '{ capabilities: { add: [NET_ADMIN] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'high',
    },
    {
      name: 'in a user namespace, a step less',
      yaml: inPod('hostUsers: false', '{ capabilities: { add: [ALL] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'high',
    },
    {
      name: 'what the option names, and nothing else',
      yaml: pod('{}', '{ capabilities: { add: [SYS_TIME, NET_ADMIN] } }'),
      options: { capabilities: ['cap_sys_time'] },
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      message: /^SYS_TIME is added$/,
    },
  ],
})
