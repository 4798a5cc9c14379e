import { describe, expect, it } from 'vitest'
import { testTechnique } from '../../../test/technique-tester.ts'
import { pathsOf } from '../../../test/takeover-of.ts'
import { nodeYaml, podYaml } from '../../../test/takeover-manifests.ts'
import { nodeAttach } from './node-attach.ts'

const rooted = (more = '') => podYaml('securityContext: { privileged: true }', more)
const admin = (spec = '') => `---
apiVersion: v1
kind: Pod
metadata: { name: admin, namespace: kube-system }
spec: { serviceAccountName: boss, containers: [{ name: admin, image: a }]${spec} }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: boss }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: boss, namespace: kube-system }]
`

// It starts from root on a node, which nobody has by herself; where it leads is tested below.
testTechnique(nodeAttach, {
  raised: [],
  not: [
    { name: 'a privileged container, which has to get to its node first', yaml: rooted() },
    { name: 'a pod on the same node', yaml: rooted('nodeName: n1') + admin(', nodeName: n1') + nodeYaml('n1') },
  ],
})

describe('root on a node', () => {
  const targets = (yaml: string) => pathsOf(yaml).filter(({ start }) => start === 'Pod shop/p')
  it.each([
    ['pods of which no node is known', rooted() + admin(), true],
    ['pods of the same node', rooted('nodeName: n1') + admin(', nodeName: n1') + nodeYaml('n1'), true],
    ['pods of another node', rooted('nodeName: n1') + admin(', nodeName: n2') + nodeYaml('n1') + nodeYaml('n2'), false],
    [
      'a DaemonSet, which is on every node',
      `${rooted('nodeName: n1')}${nodeYaml('n1')}${nodeYaml('n2')}---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: admin, namespace: kube-system }
spec: { template: { spec: { serviceAccountName: boss, containers: [{ name: admin, image: a }] } } }
${admin(', nodeName: n2')}`,
      true,
    ],
  ])('reaches %s', (_, yaml, reaches) => {
    expect(targets(yaml).some(({ target }) => target === 'cluster-admin')).toBe(reaches)
  })
})
