import { testRule } from '../../../test/rule-tester.ts'
import { lowUserId } from './low-user-id.ts'

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

testRule(lowUserId, {
  pass: [
    { name: 'the lowest that is allowed', yaml: pod('{}', '{ runAsUser: 10001 }') },
    { name: "the pod's", yaml: pod('{ runAsUser: 20000 }', '{}') },
    {
      name: 'pods whose ids are not those of the node',
      yaml: pod('{}', '{ runAsUser: 1 }').replace('spec:\n', 'spec:\n  hostUsers: false\n'),
    },
    { name: 'an id above the configured minimum', yaml: pod('{}', '{ runAsUser: 1000 }'), options: { minimum: 1000 } },
  ],
  fail: [
    {
      name: 'one below the minimum',
      yaml: pod('{}', '{ runAsUser: 10000 }'),
      at: ['spec.containers[0].securityContext.runAsUser'],
      message: /10000, below 10001/,
    },
    {
      name: "a container's own before the pod's",
      yaml: pod('{ runAsUser: 20000 }', '{ runAsUser: 5 }'),
      at: ['spec.containers[0].securityContext.runAsUser'],
    },
    {
      name: "the pod's",
      yaml: pod('{ runAsUser: 0 }', '{}'),
      at: ['spec.securityContext.runAsUser'],
      containers: ['web'],
      marked: ['runAsUser: 0'],
    },
    {
      name: 'none at all',
      yaml: pod('{}', '{ runAsGroup: 20000 }'),
      at: ['spec.containers[0].securityContext.runAsUser'],
      message: /image decides/,
    },
  ],
})
