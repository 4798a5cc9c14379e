import { testRule } from '../../../test/rule-tester.ts'
import { selinuxCustomOptions } from './selinux-custom-options.ts'

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

testRule(selinuxCustomOptions, {
  pass: [
    {
      name: 'a domain of containers',
      yaml: pod(
        '{ seLinuxOptions: { type: container_kvm_t } }',
        '{ seLinuxOptions: { type: container_t, level: "s0:c1" } }',
      ),
    },
    { name: 'empty values', yaml: pod('{ seLinuxOptions: { type: "", user: "", role: "" } }', '{}') },
  ],
  fail: [
    {
      name: 'the pod',
      yaml: pod('{ seLinuxOptions: { type: spc_t } }', '{}'),
      at: ['spec.securityContext.seLinuxOptions.type'],
      message: /spc_t/,
    },
    {
      name: 'user and role of a container',
      yaml: pod('{}', '{ seLinuxOptions: { user: system_u, role: system_r } }'),
      at: [
        'spec.containers[0].securityContext.seLinuxOptions.user',
        'spec.containers[0].securityContext.seLinuxOptions.role',
      ],
      containers: ['web', 'web'],
    },
  ],
})
