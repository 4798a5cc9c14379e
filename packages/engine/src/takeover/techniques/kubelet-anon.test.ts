import { testTechnique } from '../../../test/technique-tester.ts'
import { podYaml } from '../../../test/takeover-manifests.ts'
import { kubeletAnon } from './kubelet-anon.ts'

const by = ['container app']
const bare = podYaml('', 'automountServiceAccountToken: false')
const kubelets = (fields: string) => `---
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
${fields}
`
const anonymous = 'authentication: { anonymous: { enabled: true } }'
const open = kubelets(`${anonymous}\nauthorization: { mode: AlwaysAllow }`)

const policy = (to: string) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: n, namespace: shop }
spec: { podSelector: {}, egress: [{ to: [{ ${to} }] }] }
`
const cilium = (entity: string) => `---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: c, namespace: shop }
spec: { endpointSelector: {}, egress: [{ toEntities: [${entity}] }] }
`
const node = `---
apiVersion: v1
kind: Node
metadata: { name: n1 }
status: { addresses: [{ type: InternalIP, address: 10.0.0.1 }] }
`

testTechnique(kubeletAnon, {
  raised: [
    {
      name: 'kubelets that let everybody do anything',
      yaml: bare + open,
      by,
      grants: ['authentication.anonymous.enabled of the kubelets', 'authorization.mode of the kubelets'],
      text: /^Ask the kubelets from container app of Pod shop\/p$/,
    },
    {
      name: 'the same in the ConfigMap of kubeadm',
      yaml: `${bare}---
apiVersion: v1
kind: ConfigMap
metadata: { name: kubelet-config, namespace: kube-system }
data:
  kubelet: |
    apiVersion: kubelet.config.k8s.io/v1beta1
    kind: KubeletConfiguration
    authentication:
      anonymous:
        enabled: true
    authorization:
      mode: AlwaysAllow
`,
      by,
    },
    {
      name: 'kubelets that let every token do anything',
      yaml: podYaml() + kubelets('authorization: { mode: AlwaysAllow }'),
      by,
      grants: ['the token of shop/default of Pod shop/p', 'authorization.mode of the kubelets'],
    },
    {
      name: 'a policy that leaves some addresses open',
      yaml: bare + open + policy('ipBlock: { cidr: 10.0.0.0/8 }'),
      by,
    },
    {
      name: "a policy that leaves a node's address open",
      yaml: bare + open + node + policy('ipBlock: { cidr: 10.0.0.0/8 }'),
      by,
    },
    { name: 'a policy of Cilium that lets it to nodes', yaml: bare + open + cilium('remote-node'), by },
    {
      name: 'a port for reading',
      yaml: bare + kubelets('readOnlyPort: 10255'),
      by,
      grants: ['readOnlyPort of the kubelets'],
    },
  ],
  not: [
    { name: 'kubelets of which nothing is known', yaml: podYaml() },
    { name: 'anonymous requests that RBAC is asked about', yaml: podYaml() + kubelets(anonymous) },
    { name: 'no token to be let in with', yaml: bare + kubelets('authorization: { mode: AlwaysAllow }') },
    { name: 'a policy that lets it to pods alone', yaml: bare + open + policy('namespaceSelector: {}') },
    {
      name: 'a policy that leaves other addresses open than those of nodes',
      yaml: bare + open + node + policy('ipBlock: { cidr: 192.0.2.0/24 }'),
    },
    { name: 'a policy of Cilium that lets it out of the cluster alone', yaml: bare + open + node + cilium('world') },
    {
      name: 'a policy without a way out',
      yaml: `${bare}${open}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: n, namespace: shop }
spec: { podSelector: {}, policyTypes: [Egress] }
`,
    },
  ],
})
