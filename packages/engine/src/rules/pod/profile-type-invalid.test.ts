import { testRule } from '../../../test/rule-tester.ts'
import { profileTypeInvalid } from './profile-type-invalid.ts'

const pod = (context: string, container = '') => `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations: { container.apparmor.security.beta.kubernetes.io/web: unconfined }
spec:
  securityContext: { ${context} }
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext: { ${container} }
`

testRule(profileTypeInvalid, {
  pass: [
    { name: 'Localhost', yaml: pod('seccompProfile: { type: Localhost, localhostProfile: a.json }') },
    { name: 'what other rules tell of', yaml: pod('seccompProfile: { type: Unconfined }', 'procMount: Unmasked') },
  ],
  fail: [
    {
      name: 'no type, and types that there are not',
      yaml: pod('seccompProfile: {}, appArmorProfile: { type: localhost }', 'procMount: unmasked'),
      at: [
        'spec.securityContext.seccompProfile.type',
        'spec.securityContext.appArmorProfile.type',
        'spec.containers[0].securityContext.procMount',
      ],
    },
    {
      name: 'procMount in a pod with a user namespace',
      yaml: pod('', 'procMount: ""').replace('  containers:', '  hostUsers: false\n  containers:'),
      at: ['spec.containers[0].securityContext.procMount'],
      message: /procMount is without a type/,
    },
  ],
})
