import { testRule } from '../../../test/rule-tester.ts'
import { lowGroupId } from './low-group-id.ts'

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

testRule(lowGroupId, {
  pass: [
    { name: 'the lowest that is allowed', yaml: pod('{}', '{ runAsGroup: 10001 }') },
    { name: "the pod's", yaml: pod('{ runAsGroup: 20000 }', '{}') },
    {
      name: 'pods whose ids are not those of the node',
      yaml: pod('{}', '{ runAsGroup: 1 }').replace('spec:\n', 'spec:\n  hostUsers: false\n'),
    },
    { name: 'an id above the configured minimum', yaml: pod('{}', '{ runAsGroup: 1000 }'), options: { minimum: 1000 } },
  ],
  fail: [
    {
      name: 'one below the minimum',
      yaml: pod('{}', '{ runAsGroup: 10000 }'),
      at: ['spec.containers[0].securityContext.runAsGroup'],
      message: /10000, below 10001/,
    },
    {
      name: "a container's own before the pod's",
      yaml: pod('{ runAsGroup: 20000 }', '{ runAsGroup: 5 }'),
      at: ['spec.containers[0].securityContext.runAsGroup'],
    },
    {
      name: "the pod's",
      yaml: pod('{ runAsGroup: 0 }', '{}'),
      at: ['spec.securityContext.runAsGroup'],
      containers: ['web'],
      marked: ['runAsGroup: 0'],
    },
    {
      name: 'none at all',
      yaml: pod('{}', '{ runAsUser: 20000 }'),
      at: ['spec.containers[0].securityContext.runAsGroup'],
      message: /image decides/,
    },
  ],
})
