import { defineRule } from '../rule.ts'

/**
 * The pods run on whichever node has room.
 *
 * Required fields: spec.affinity.nodeAffinity, spec.nodeSelector or spec.nodeName
 */
export const noNodeAffinity = defineRule({
  id: 'no-node-affinity',
  title: 'Pods may run on any node',
  severity: 'info',
  category: 'reliability',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'none',
  description:
    'Reported when a pod says nothing about the nodes it belongs on: no `affinity.nodeAffinity`, no `nodeSelector`, no `nodeName`. It is an opinion for clusters whose nodes differ, and off by default.',
  why: 'Where nodes differ in hardware, zone or trust, pods end up on those that do not suit them, next to workloads they should not share a kernel with.',
  remedy: 'Name the nodes that suit the workload by their labels, in nodeAffinity or nodeSelector.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example/shop:2.1.0
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: registry.example/shop:2.1.0
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - key: pool
                operator: In
                values: [shop]
`,
  },
  *check({ workload }) {
    const { affinity, nodeSelector = {}, nodeName } = workload.pod.spec
    if (affinity?.nodeAffinity || nodeName || Object.keys(nodeSelector).length > 0) return
    yield {
      at: workload.pod.specPath('affinity', 'nodeAffinity'),
      message: 'neither nodeAffinity nor nodeSelector says which nodes the pods belong on',
    }
  },
})
