import { testRule } from '../../../test/rule-tester.ts'
import { procMountUnmasked } from './proc-mount-unmasked.ts'

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

testRule(procMountUnmasked, {
  pass: [{ name: 'an empty value', yaml: pod('{}', '{ procMount: "" }') }],
  fail: [
    {
      name: 'Unmasked',
      yaml: pod('{}', '{ privileged: false, procMount: Unmasked }'),
      at: ['spec.containers[0].securityContext.procMount'],
      severity: 'high',
      fixed: pod('{}', '{ privileged: false }'),
    },
    {
      name: 'Unmasked in a user namespace, as medium',
      yaml: pod('{}', '{ procMount: Unmasked }').replace('spec:\n', 'spec:\n  hostUsers: false\n'),
      at: ['spec.containers[0].securityContext.procMount'],
      severity: 'medium',
    },
  ],
})
