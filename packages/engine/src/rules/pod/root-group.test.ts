import { testRule } from '../../../test/rule-tester.ts'
import { rootGroup } from './root-group.ts'

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

testRule(rootGroup, {
  pass: [
    { name: 'other groups', yaml: pod('{ runAsGroup: 1, fsGroup: 2, supplementalGroups: [3] }', '{ runAsGroup: 4 }') },
    { name: 'a pod that every container overrules', yaml: pod('{ runAsGroup: 0 }', '{ runAsGroup: 4 }') },
    { name: 'no groups', yaml: pod('{}', '{}') },
  ],
  fail: [
    {
      name: 'a container',
      yaml: pod('{ runAsGroup: 5 }', '{ runAsGroup: 0 }'),
      at: ['spec.containers[0].securityContext.runAsGroup'],
      containers: ['web'],
    },
    {
      name: 'a pod, for its container',
      yaml: pod('{ runAsGroup: 0 }', '{}'),
      at: ['spec.securityContext.runAsGroup'],
      containers: ['web'],
      message: /of the pod/,
    },
    {
      name: 'groups of volumes and beside it',
      yaml: pod('{ fsGroup: 0, supplementalGroups: [1000, 0] }', '{}'),
      at: ['spec.securityContext.fsGroup', 'spec.securityContext.supplementalGroups[1]'],
    },
  ],
})
