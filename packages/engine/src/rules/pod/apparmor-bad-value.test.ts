import { testRule } from '../../../test/rule-tester.ts'
import { apparmorBadValue } from './apparmor-bad-value.ts'

const pod = (annotations: string, spec = '') => `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
${annotations}spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
`

testRule(apparmorBadValue, {
  pass: [
    {
      name: 'each kind of value',
      yaml: pod(
        '    container.apparmor.security.beta.kubernetes.io/a: localhost/x\n    container.apparmor.security.beta.kubernetes.io/b: unconfined\n',
      ),
    },
    { name: 'other annotations', yaml: pod('    apparmor: nonsense\n') },
  ],
  fail: [
    {
      name: 'a word that is none',
      yaml: pod('    container.apparmor.security.beta.kubernetes.io/web: badval # typo\n'),
      at: ['metadata.annotations["container.apparmor.security.beta.kubernetes.io/web"]'],
      message: /"badval"/,
      fixed: pod('    container.apparmor.security.beta.kubernetes.io/web: runtime/default # typo\n'),
    },
    {
      name: 'the words of the field',
      yaml: pod('    container.apparmor.security.beta.kubernetes.io/web: RuntimeDefault\n'),
      at: ['metadata.annotations["container.apparmor.security.beta.kubernetes.io/web"]'],
    },
  ],
})
