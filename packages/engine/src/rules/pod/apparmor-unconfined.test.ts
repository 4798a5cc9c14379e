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

const unconfinedAnnotation =
  '{ name: web, annotations: { container.apparmor.security.beta.kubernetes.io/web: unconfined } }'

testRule(apparmorUnconfined, {
  pass: [
    {
      name: 'an annotation that the field of its container overrules',
      yaml: pod('{}', '{ appArmorProfile: { type: RuntimeDefault } }').replace('{ name: web }', unconfinedAnnotation),
    },
    { name: 'none', yaml: pod('{}', '{}') },
  ],
  fail: [
    {
      name: 'the field of the pod, once, also where a container overrules it',
      yaml: pod(
        '{ appArmorProfile: { type: Unconfined } }',
        '{ appArmorProfile: { type: RuntimeDefault } }\n    - { name: a, image: registry.example/a:1 }\n    - { name: b, image: registry.example/b:1 }',
      ),
      at: ['spec.securityContext.appArmorProfile.type'],
      fixed: pod(
        '{ appArmorProfile: { type: RuntimeDefault } }',
        '{ appArmorProfile: { type: RuntimeDefault } }\n    - { name: a, image: registry.example/a:1 }\n    - { name: b, image: registry.example/b:1 }',
      ),
    },
    {
      name: 'the field of the container',
      yaml: pod('{ appArmorProfile: { type: RuntimeDefault } }', '{ appArmorProfile: { type: Unconfined } }'),
      at: ['spec.containers[0].securityContext.appArmorProfile.type'],
      containers: ['web'],
    },
    {
      name: 'the annotation, which holds before the pod',
      yaml: pod('{ appArmorProfile: { type: RuntimeDefault } }', '{}').replace('{ name: web }', unconfinedAnnotation),
      at: ['metadata.annotations["container.apparmor.security.beta.kubernetes.io/web"]'],
      fixed: pod('{ appArmorProfile: { type: RuntimeDefault } }', '{}').replace(
        '{ name: web }',
        '{ name: web, annotations: { container.apparmor.security.beta.kubernetes.io/web: runtime/default } }',
      ),
    },
  ],
})
