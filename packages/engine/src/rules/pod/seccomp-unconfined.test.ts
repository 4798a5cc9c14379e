import { testRule } from '../../../test/rule-tester.ts'
import { seccompUnconfined } from './seccomp-unconfined.ts'

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

testRule(seccompUnconfined, {
  pass: [
    {
      name: 'other profiles',
      yaml: pod(
        '{ seccompProfile: { type: RuntimeDefault } }',
        '{ seccompProfile: { type: Localhost, localhostProfile: a.json } }',
      ),
    },
    { name: 'none', yaml: pod('{}', '{}') },
  ],
  fail: [
    {
      name: 'the pod',
      yaml: pod('{ seccompProfile: { type: Unconfined } }', '{}'),
      at: ['spec.securityContext.seccompProfile.type'],
      fixed: pod('{ seccompProfile: { type: RuntimeDefault } }', '{}'),
    },
    {
      name: 'a container whose pod is confined',
      yaml: pod(
        '{ seccompProfile: { type: RuntimeDefault } }',
        '{ privileged: false, seccompProfile: { type: Unconfined } }',
      ),
      at: ['spec.containers[0].securityContext.seccompProfile.type'],
      containers: ['web'],
      fixed: pod('{ seccompProfile: { type: RuntimeDefault } }', '{ privileged: false }'),
    },
    {
      name: 'a container whose pod says nothing',
      yaml: pod('{ runAsUser: 10001 }', '{ privileged: false, seccompProfile: { type: Unconfined } }'),
      at: ['spec.containers[0].securityContext.seccompProfile.type'],
      fixed: pod('{ runAsUser: 10001, seccompProfile: { type: RuntimeDefault } }', '{ privileged: false }'),
    },
    {
      name: 'a container whose pod has a profile that is meant for others',
      yaml: pod(
        '{ seccompProfile: { type: Localhost, localhostProfile: a.json } }',
        '{ seccompProfile: { type: Unconfined } }',
      ),
      at: ['spec.containers[0].securityContext.seccompProfile.type'],
      fixed: pod(
        '{ seccompProfile: { type: Localhost, localhostProfile: a.json } }',
        '{ seccompProfile: { type: RuntimeDefault } }',
      ),
    },
  ],
})
