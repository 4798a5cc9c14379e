import { testRule } from '../../../test/rule-tester.ts'
import { capabilityAdded } from './capability-added.ts'

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

testRule(capabilityAdded, {
  pass: [
    {
      name: 'what the option allows',
      yaml: pod('{}', '{ capabilities: { add: [CAP_SYS_TIME] } }'),
      options: { allowed: ['sys_time'] },
    },
    { name: 'empty lists', yaml: pod('{}', '{ capabilities: { add: [] } }') },
  ],
  fail: [
    {
      name: 'each of several, the others stay',
      yaml: pod('{}', '{ capabilities: { drop: [ALL], add: [NET_BIND_SERVICE, SYS_TIME, "cap_syslog"] } }'),
      at: [
        'spec.containers[0].securityContext.capabilities.add[1]',
        'spec.containers[0].securityContext.capabilities.add[2]',
      ],
      severity: 'medium',
      fixed: pod('{}', '{ capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] } }'),
    },
    {
      name: 'root on the node',
      yaml: pod('{}', '{ capabilities: { add: [CAP_SYS_ADMIN] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'critical',
      message: /^SYS_ADMIN is added: mounts/,
    },
    {
      name: 'reach beyond the container',
      yaml: pod('{}', '{ capabilities: { add: [NET_ADMIN] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'high',
    },
    {
      name: 'a default one',
      yaml: pod('{}', '{ capabilities: { add: [CHOWN] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'low',
    },
  ],
})
