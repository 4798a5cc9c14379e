import { testRule } from '../../../test/rule-tester.ts'
import { privilegedContainer } from './privileged-container.ts'

const pod = (context: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: registry.example/web:1
      securityContext: ${context}
`
const at = ['spec.containers[0].securityContext.privileged']

testRule(privilegedContainer, {
  pass: [
    { name: 'off, which YAML 1.1 reads as false', yaml: pod('{ privileged: off }') },
    { name: 'null', yaml: pod('{ privileged: ~ }') },
    { name: 'a quoted word, which the API server refuses', yaml: pod('{ privileged: "true" }') },
    { name: 'Windows pods', yaml: pod('{ privileged: true }').replace('spec:\n', 'spec:\n  os: { name: windows }\n') },
  ],
  fail: [
    {
      name: 'true',
      yaml: pod('{ runAsUser: 0, privileged: true }'),
      at,
      fixed: pod('{ runAsUser: 0, privileged: false }'),
    },
    { name: 'yes', yaml: pod('{ privileged: yes }'), at, fixed: pod('{ privileged: false }') },
    {
      name: 'with a procMount that only a privileged container needs',
      yaml: pod('{ privileged: true, procMount: Unmasked }'),
      at,
      fixed: pod('{ privileged: false }'),
    },
    {
      name: 'an init container in a List',
      yaml: `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Pod
    metadata: { name: web }
    spec:
      initContainers: [{ name: setup, image: registry.example/setup:1, securityContext: { privileged: true } }]
      containers: [{ name: web, image: registry.example/web:1 }]
`,
      at: ['items[0].spec.initContainers[0].securityContext.privileged'],
      containers: ['setup'],
    },
    { name: 'true as critical', yaml: pod('{ privileged: true }'), at, severity: 'critical' },
    {
      name: 'in a user namespace, as high',
      yaml: pod('{ privileged: true }').replace('spec:\n', 'spec:\n  hostUsers: false\n'),
      at,
      severity: 'high',
      message: /user namespace of its own/,
    },
    {
      name: 'an ephemeral container and one of a custom resource',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  template:
    spec:
      containers: [{ name: web, image: registry.example/web:1, securityContext: { privileged: true } }]
---
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers: [{ name: web, image: registry.example/web:1 }]
  ephemeralContainers: [{ name: debug, image: registry.example/debug:1, securityContext: { privileged: true } }]
`,
      at: [
        'spec.template.spec.containers[0].securityContext.privileged',
        'spec.ephemeralContainers[0].securityContext.privileged',
      ],
      containers: ['web', 'debug'],
    },
  ],
})
