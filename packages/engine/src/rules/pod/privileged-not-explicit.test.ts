import { testRule } from '../../../test/rule-tester.ts'
import { privilegedNotExplicit } from './privileged-not-explicit.ts'

const pod = (container: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: registry.example/web:1
${container}`

testRule(privilegedNotExplicit, {
  pass: [
    {
      name: 'privileged: true, which another rule is about',
      yaml: pod('      securityContext:\n        privileged: yes\n'),
    },
    { name: 'Windows pods', yaml: `${pod('')}  os: { name: windows }\n` },
  ],
  fail: [
    {
      name: 'a security context without it',
      yaml: pod('      securityContext:\n        runAsUser: 10001 # own user\n'),
      at: ['spec.containers[0].securityContext.privileged'],
      fixed: pod('      securityContext:\n        runAsUser: 10001 # own user\n        privileged: false\n'),
    },
    {
      name: 'null, which is the default',
      yaml: pod('      securityContext:\n        privileged: null\n'),
      at: ['spec.containers[0].securityContext.privileged'],
      fixed: pod('      securityContext:\n        privileged: false\n'),
    },
    {
      name: 'init containers',
      yaml: `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers: [{ name: setup, image: registry.example/setup:1 }]
  containers: [{ name: web, image: registry.example/web:1, securityContext: { privileged: false } }]
`,
      at: ['spec.initContainers[0].securityContext.privileged'],
      containers: ['setup'],
    },
  ],
})
