import { testRule } from '../../../test/rule-tester.ts'
import { netRawKept } from './net-raw-kept.ts'

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

testRule(netRawKept, {
  pass: [
    { name: 'ALL dropped', yaml: pod('{}', '{ capabilities: { drop: [ALL] } }') },
    { name: 'dropped by its long name', yaml: pod('{}', '{ capabilities: { drop: [CAP_NET_RAW] } }') },
  ],
  fail: [
    {
      name: 'others dropped',
      yaml: pod('{}', '{ capabilities: { drop: [MKNOD] } }'),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
      fixed: pod('{}', '{ capabilities: { drop: [MKNOD, NET_RAW] } }'),
    },
    {
      name: 'added beside ALL dropped',
      yaml: pod('{}', '{ capabilities: { drop: [ALL], add: [NET_BIND_SERVICE, net_raw] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[1]'],
      fixed: pod('{}', '{ capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] } }'),
    },
    {
      name: 'added and not dropped',
      yaml: pod('{}', '{ capabilities: { add: [ALL] } }'),
      at: [
        'spec.containers[0].securityContext.capabilities.add[0]',
        'spec.containers[0].securityContext.capabilities.drop',
      ],
    },
  ],
})
