import { testRule } from '../../../test/rule-tester.ts'
import { rootUserId } from './root-user-id.ts'

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
const own = 'spec.containers[0].securityContext.runAsUser'
const shared = 'spec.securityContext.runAsUser'

testRule(rootUserId, {
  pass: [
    { name: 'no user at all', yaml: pod('{}', '{}') },
    { name: 'another user', yaml: pod('{ runAsUser: 1 }', '{ runAsNonRoot: false }') },
    { name: 'null', yaml: pod('{ runAsUser: null }', '{ runAsUser: ~ }') },
  ],
  fail: [
    {
      name: 'root on the container, though runAsNonRoot is true',
      yaml: pod('{ runAsNonRoot: true }', '{ runAsUser: 0, runAsNonRoot: true }'),
      at: [own],
      containers: ['web'],
      severity: 'high',
      fixed: pod('{ runAsNonRoot: true }', '{ runAsNonRoot: true }'),
    },
    { name: 'octal zero', yaml: pod('{}', '{ runAsUser: 00 }'), at: [own] },
    {
      name: 'root on the pod, for the container that inherits it',
      yaml: pod('{ runAsUser: 0, fsGroup: 2000 }', '{ privileged: false }'),
      at: [shared],
      marked: ['runAsUser: 0'],
      containers: ['web'],
      fixed: pod('{ fsGroup: 2000 }', '{ privileged: false, runAsNonRoot: true }'),
    },
    {
      name: 'root on the pod, which every container overrules, as low',
      yaml: pod('{ runAsUser: 0, fsGroup: 2000 }', '{ runAsUser: 10001 }'),
      at: [shared],
      severity: 'low',
      fixed: pod('{ fsGroup: 2000 }', '{ runAsUser: 10001 }'),
    },
    {
      name: 'one of two containers',
      yaml: `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      initContainers: [{ name: chown, image: registry.example/chown:1, securityContext: { runAsUser: 0 } }]
      containers: [{ name: web, image: registry.example/web:1, securityContext: { runAsUser: 10001 } }]
`,
      at: ['spec.template.spec.initContainers[0].securityContext.runAsUser'],
      containers: ['chown'],
    },
    {
      name: 'root in a user namespace, as low',
      yaml: pod('{}', '{ runAsUser: 0 }').replace('spec:\n', 'spec:\n  hostUsers: false\n'),
      at: [own],
      severity: 'low',
    },
  ],
})
