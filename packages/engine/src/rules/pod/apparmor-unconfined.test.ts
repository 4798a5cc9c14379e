import { testRule } from '../../../test/rule-tester.ts'
import { apparmorUnconfined } from './apparmor-unconfined.ts'

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

testRule(apparmorUnconfined, {
  pass: [
    {
      name: 'a container that overrules its pod',
      yaml: pod('{ appArmorProfile: { type: Unconfined } }', '{ appArmorProfile: { type: RuntimeDefault } }'),
    },
    { name: 'none', yaml: pod('{}', '{}') },
  ],
  fail: [
    {
      name: 'the field of the pod',
      yaml: pod('{ appArmorProfile: { type: Unconfined } }', '{}'),
      at: ['spec.securityContext.appArmorProfile.type'],
      containers: ['web'],
      fixed: pod('{ appArmorProfile: { type: RuntimeDefault } }', '{}'),
    },
    {
      name: 'the field of the container',
      yaml: pod('{ appArmorProfile: { type: RuntimeDefault } }', '{ appArmorProfile: { type: Unconfined } }'),
      at: ['spec.containers[0].securityContext.appArmorProfile.type'],
    },
    {
      name: 'the annotation, which holds before the pod',
      yaml: pod('{ appArmorProfile: { type: RuntimeDefault } }', '{}').replace(
        '{ name: web }',
        '{ name: web, annotations: { container.apparmor.security.beta.kubernetes.io/web: unconfined } }',
      ),
      at: ['metadata.annotations["container.apparmor.security.beta.kubernetes.io/web"]'],
      fixed: pod('{ appArmorProfile: { type: RuntimeDefault } }', '{}').replace(
        '{ name: web }',
        '{ name: web, annotations: { container.apparmor.security.beta.kubernetes.io/web: runtime/default } }',
      ),
    },
  ],
})
