import { testTechnique } from '../../../test/technique-tester.ts'
import { hostPathYaml } from '../../../test/takeover-manifests.ts'
import { nodeEtcd } from './node-etcd.ts'

const by = ['container app']
const pinned = 'nodeSelector: { "node-role.kubernetes.io/control-plane": "" }'
const denied = (egress: string) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: n, namespace: shop }
spec: { podSelector: {}, policyTypes: [Egress], egress: [${egress}] }
`

testTechnique(nodeEtcd, {
  raised: [
    {
      name: "etcd's keys",
      yaml: hostPathYaml('/etc/kubernetes/pki/etcd', 'readOnly: true', '', pinned),
      by,
      grants: ['the mount of /etc/kubernetes/pki/etcd of Pod shop/p, container app'],
      reaches: 'cluster-admin',
      text: /^Write to etcd with the keys that container app of Pod shop\/p mounts$/,
    },
    { name: "the API server's key for it", yaml: hostPathYaml('/etc/kubernetes/pki', '', '', pinned), by },
    {
      name: 'a policy that leaves the port open',
      yaml: hostPathYaml('/etc/kubernetes', '', '', pinned) + denied('{ ports: [{ port: 2000, endPort: 3000 }] }'),
      by,
    },
    {
      name: 'a policy that does not apply to the network of the node',
      yaml: hostPathYaml('/etc/kubernetes', '', '', `${pinned}, hostNetwork: true`) + denied(''),
      by,
    },
  ],
  not: [
    { name: 'a mount on another node', yaml: hostPathYaml('/etc/kubernetes/pki/etcd') },
    { name: 'another folder', yaml: hostPathYaml('/etc/kubernetes/manifests', '', '', pinned) },
    { name: 'a policy without a way out', yaml: hostPathYaml('/etc/kubernetes', '', '', pinned) + denied('') },
    {
      name: 'a policy for pods alone',
      yaml: hostPathYaml('/etc/kubernetes', '', '', pinned) + denied('{ to: [{ podSelector: {} }] }'),
    },
  ],
})
