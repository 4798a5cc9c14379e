import { testRule } from '../../../test/rule-tester.ts'
import { apparmorProfileMissing } from './apparmor-profile-missing.ts'

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

testRule(apparmorProfileMissing, {
  pass: [
    { name: 'the field of the pod', yaml: pod('{ appArmorProfile: { type: RuntimeDefault } }', '{}') },
    {
      name: 'the field of the container',
      yaml: pod('{}', '{ appArmorProfile: { type: Localhost, localhostProfile: a } }'),
    },
    {
      name: 'an annotation',
      yaml: pod('{}', '{}').replace(
        '{ name: web }',
        '{ name: web, annotations: { container.apparmor.security.beta.kubernetes.io/web: runtime/default } }',
      ),
    },
  ],
  fail: [
    {
      name: 'nothing',
      yaml: pod('{ runAsUser: 10001 }', '{}'),
      at: ['spec.securityContext.appArmorProfile.type'],
      fixed: pod('{ runAsUser: 10001, appArmorProfile: { type: RuntimeDefault } }', '{}'),
    },
    {
      name: "another container's annotation",
      yaml: pod('{}', '{}').replace(
        '{ name: web }',
        '{ name: web, annotations: { container.apparmor.security.beta.kubernetes.io/other: runtime/default } }',
      ),
      at: ['spec.securityContext.appArmorProfile.type'],
      message: /for web$/,
    },
  ],
})
