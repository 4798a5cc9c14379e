import { testTechnique } from '../../../test/technique-tester.ts'
import { describe, expect, it } from 'vitest'
import { pathsOf } from '../../../test/takeover-of.ts'
import { hostPathYaml, nodeYaml, podYaml } from '../../../test/takeover-manifests.ts'
import { nodeIdentity } from './node-identity.ts'

/** A pod without its token, whose account may do anything. */
const admin = (nodeName: string) => `---
apiVersion: v1
kind: Pod
metadata: { name: admin, namespace: kube-system }
spec:
  serviceAccountName: boss
  automountServiceAccountToken: false
  nodeName: ${nodeName}
  containers: [{ name: admin, image: a }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: boss }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: boss, namespace: kube-system }]
`
const nodes = nodeYaml('n1') + nodeYaml('n2')
const rooted = podYaml('securityContext: { privileged: true }', 'nodeName: n1')

testTechnique(nodeIdentity, {
  raised: [],
  not: [{ name: 'a privileged container, which has to get to its node first', yaml: rooted + nodes }],
})

describe("the kubelet's key", () => {
  const admins = (yaml: string) =>
    pathsOf(yaml).filter(({ start, target }) => start === 'Pod shop/p' && target === 'cluster-admin')
  it('gives the tokens of accounts on the node, though no pod mounts them', () => {
    expect(admins(rooted + admin('n1') + nodes).map(({ techniques }) => techniques)).toEqual([
      ['ESC-PRIV', 'NODE-IDENTITY', 'RBAC-EVERYTHING'],
    ])
  })
  it('gives none of accounts on other nodes', () => expect(admins(rooted + admin('n2') + nodes)).toEqual([]))
  it('is read from a mount, without being root on the node', () => {
    const mounting = hostPathYaml('/var/lib/kubelet/pki', 'readOnly: true', '', 'nodeName: n1')
    expect(admins(mounting + admin('n1') + nodes).map(({ techniques }) => techniques)).toEqual([
      ['ESC-HOSTPATH-R', 'NODE-IDENTITY', 'RBAC-EVERYTHING'],
    ])
  })
  it('holds what the group of all nodes is bound to', () => {
    const bound = `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: nodes }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: Group, name: system:nodes, apiGroup: rbac.authorization.k8s.io }]
`
    expect(admins(rooted + bound + nodes).flatMap(({ grants }) => grants)).toContain(
      'group system:nodes in ClusterRoleBinding nodes',
    )
  })
})
