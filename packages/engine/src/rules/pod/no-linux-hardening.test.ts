import { testRule } from '../../../test/rule-tester.ts'
import { noLinuxHardening } from './no-linux-hardening.ts'

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

testRule(noLinuxHardening, {
  pass: [
    { name: 'seccomp of the pod', yaml: pod('{ seccompProfile: { type: RuntimeDefault } }', '{}') },
    { name: 'SELinux options', yaml: pod('{}', '{ seLinuxOptions: { type: container_t } }') },
    { name: 'an AppArmor profile', yaml: pod('{}', '{ appArmorProfile: { type: RuntimeDefault } }') },
  ],
  fail: [
    {
      name: 'other settings',
      yaml: pod('{ runAsNonRoot: true }', '{ readOnlyRootFilesystem: true }'),
      at: ['spec.containers[0].securityContext'],
    },
    {
      name: 'profiles that are switched off',
      yaml: pod('{ seccompProfile: { type: Unconfined } }', '{ appArmorProfile: { type: Unconfined } }'),
      at: ['spec.containers[0].securityContext'],
      containers: ['web'],
    },
  ],
})
