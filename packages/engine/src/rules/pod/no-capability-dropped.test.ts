import { testRule } from '../../../test/rule-tester.ts'
import { noCapabilityDropped } from './no-capability-dropped.ts'

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

testRule(noCapabilityDropped, {
  pass: [
    { name: 'one', yaml: pod('{}', '{ capabilities: { drop: [MKNOD] } }') },
    { name: 'ALL', yaml: pod('{}', '{ capabilities: { drop: [ALL] } }') },
  ],
  fail: [
    {
      name: 'an empty list',
      yaml: pod('{}', '{ capabilities: { drop: [] } }'),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
      fixed: pod('{}', '{ capabilities: { drop: [ALL] } }'),
    },
    {
      name: 'null',
      yaml: pod('{}', '{ capabilities: ~ }'),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
    },
    {
      name: 'capabilities that are only added',
      yaml: pod('{}', '{ capabilities: { add: [KILL] } }'),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
    },
  ],
})
