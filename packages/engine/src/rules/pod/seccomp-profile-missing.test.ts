import { testRule } from '../../../test/rule-tester.ts'
import { seccompProfileMissing } from './seccomp-profile-missing.ts'

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

testRule(seccompProfileMissing, {
  pass: [
    {
      name: 'a profile of the pod',
      yaml: pod('{ seccompProfile: { type: Localhost, localhostProfile: a.json } }', '{}'),
    },
    { name: 'a profile of every container', yaml: pod('{}', '{ seccompProfile: { type: RuntimeDefault } }') },
    { name: 'Unconfined, which is another rule', yaml: pod('{ seccompProfile: { type: Unconfined } }', '{}') },
    { name: 'Windows pods', yaml: pod('{}', '{}').replace('spec:\n', 'spec:\n  os: { name: windows }\n') },
  ],
  fail: [
    {
      name: 'nothing, and a context that is there',
      yaml: pod('{ runAsUser: 10001 }', '{}'),
      at: ['spec.securityContext.seccompProfile.type'],
      fixed: pod('{ runAsUser: 10001, seccompProfile: { type: RuntimeDefault } }', '{}'),
    },
    {
      name: 'annotations alone',
      yaml: pod('{}', '{}').replace(
        '{ name: web }',
        '{ name: web, annotations: { seccomp.security.alpha.kubernetes.io/pod: runtime/default } }',
      ),
      at: ['spec.securityContext.seccompProfile.type'],
    },
    {
      name: 'one container of two, once',
      yaml: `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      initContainers: [{ name: setup, image: registry.example/setup:1 }]
      containers: [{ name: web, image: registry.example/web:1, securityContext: { seccompProfile: { type: RuntimeDefault } } }]
`,
      at: ['spec.template.spec.securityContext.seccompProfile.type'],
      message: /for setup$/,
    },
  ],
})
