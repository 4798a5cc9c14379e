import { testRule } from '../../../test/rule-tester.ts'
import { nakedPod } from './naked-pod.ts'

const pod = (metadata: string) => `apiVersion: v1
kind: Pod
metadata: ${metadata}
spec: { containers: [{ name: a, image: registry.example/a:1 }] }
`

testRule(nakedPod, {
  pass: [
    {
      name: 'one with an owner',
      yaml: pod(
        '{ name: a, ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: a, uid: b, controller: true }] }',
      ),
    },
    { name: 'static pods', yaml: pod('{ name: a, annotations: { kubernetes.io/config.mirror: abc } }') },
  ],
  fail: [{ name: 'an empty list of owners', yaml: pod('{ name: a, ownerReferences: [] }'), at: ['kind'] }],
})
