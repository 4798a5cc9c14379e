import { testRule } from '../../../test/rule-tester.ts'
import { writableRootFilesystem } from './writable-root-filesystem.ts'

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

testRule(writableRootFilesystem, {
  pass: [
    { name: 'on, which YAML 1.1 reads as true', yaml: pod('{}', '{ readOnlyRootFilesystem: on }') },
    {
      name: 'Windows pods',
      yaml: pod('{}', '{}').replace('spec:\n', 'spec:\n  nodeSelector: { kubernetes.io/os: windows }\n'),
    },
  ],
  fail: [
    {
      name: 'false',
      yaml: pod('{}', '{ readOnlyRootFilesystem: false }'),
      at: ['spec.containers[0].securityContext.readOnlyRootFilesystem'],
      message: /is false/,
      fixed: pod('{}', '{ readOnlyRootFilesystem: true }'),
    },
    {
      name: 'a key of the pod that does not exist',
      yaml: pod('{ readOnlyRootFilesystem: true }', '{ privileged: false }'),
      at: ['spec.containers[0].securityContext.readOnlyRootFilesystem'],
      message: /not set/,
      fixed: pod('{ readOnlyRootFilesystem: true }', '{ privileged: false, readOnlyRootFilesystem: true }'),
    },
    {
      name: 'a container without a security context in a custom resource',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          image: registry.example/web:1
`,
      at: ['spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem'],
      fixed: `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          image: registry.example/web:1
          securityContext:
            readOnlyRootFilesystem: true
`,
    },
  ],
})
