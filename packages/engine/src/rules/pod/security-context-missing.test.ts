import { testRule } from '../../../test/rule-tester.ts'
import { securityContextMissing } from './security-context-missing.ts'

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

testRule(securityContextMissing, {
  pass: [
    { name: 'the container', yaml: pod('{}', '{ privileged: true }') },
    { name: 'the pod', yaml: pod('{ fsGroup: 2000 }', '{}') },
  ],
  fail: [
    { name: 'empty ones', yaml: pod('{}', '{}'), at: ['spec.containers[0].securityContext'] },
    { name: 'null', yaml: pod('~', 'null'), at: ['spec.containers[0].securityContext'] },
  ],
})
