import { may, mayIn } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { awsAuth } from './aws-auth.ts'

const node = (labels: string, version = 'v1.36.3') => `apiVersion: v1
kind: Node
metadata: { name: n, labels: { ${labels} } }
status: { nodeInfo: { kubeletVersion: ${version} } }
---
`
const onEks = node('eks.amazonaws.com/nodegroup: workers')

testTechnique(awsAuth, {
  raised: [
    {
      name: 'changing that ConfigMap by name',
      yaml: mayIn('kube-system', 'patch', 'configmaps', { names: 'aws-auth' }),
      by: ['User alice'],
      grants: ['patch configmaps in rules[0] of Role kube-system/r'],
      reaches: 'cluster-admin',
    },
    {
      name: 'changing every ConfigMap, on a node group of EKS',
      yaml: onEks + may('update', 'configmaps'),
      by: ['User alice'],
      reaches: 'cluster-admin',
    },
    {
      name: 'changing ConfigMaps of kube-system, on nodes of EKS by their version',
      yaml: node('os: linux', 'v1.36.3-eks-1234567') + mayIn('kube-system', 'update', 'configmaps'),
      by: ['User alice'],
    },
  ],
  not: [
    { name: 'changing every ConfigMap of a cluster elsewhere', yaml: node('os: linux') + may('update', 'configmaps') },
    { name: 'another ConfigMap', yaml: onEks + mayIn('kube-system', 'update', 'configmaps', { names: 'coredns' }) },
    { name: 'another namespace', yaml: onEks + mayIn('shop', 'update', 'configmaps', { names: 'aws-auth' }) },
    { name: 'reading it', yaml: onEks + mayIn('kube-system', 'get', 'configmaps', { names: 'aws-auth' }) },
  ],
})
