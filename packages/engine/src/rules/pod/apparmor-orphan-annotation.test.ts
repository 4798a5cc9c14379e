import { testRule } from '../../../test/rule-tester.ts'
import { apparmorOrphanAnnotation } from './apparmor-orphan-annotation.ts'

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

testRule(apparmorOrphanAnnotation, {
  pass: [
    {
      name: 'init containers',
      yaml: pod(
        '    container.apparmor.security.beta.kubernetes.io/setup: runtime/default\n',
        '  initContainers: [{ name: setup, image: registry.example/setup:1 }]\n',
      ),
    },
  ],
  fail: [
    {
      name: 'a name that is not there',
      yaml: pod('    a: b\n    container.apparmor.security.beta.kubernetes.io/old: runtime/default\n'),
      at: ['metadata.annotations["container.apparmor.security.beta.kubernetes.io/old"]'],
      message: /called old/,
      fixed: pod('    a: b\n'),
    },
  ],
})
