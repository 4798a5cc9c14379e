import { testRule } from '../../../test/rule-tester.ts'
import { instanceMetadataReachable } from './instance-metadata-reachable.ts'

const pod = (more = '') => `apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
spec:
${more}  containers:
    - name: cart
      image: registry.example/cart:1.4.2
`
const netpol = (egress: string) => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress: ${egress}
`
const node = (provider: string) => `---
apiVersion: v1
kind: Node
metadata:
  name: a
spec:
  providerID: ${provider}
`
const deny = (network: string) => `---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: metadata
spec:
  tier: Admin
  priority: 1
  subject:
    namespaces: {}
  egress:
    - action: Deny
      to:
        - networks: [${network}]
`
const at = ['metadata.labels']

testRule(instanceMetadataReachable, {
  pass: [
    { name: 'egress that is shut', yaml: pod() + netpol('[]') },
    { name: 'other ports', yaml: pod() + netpol('[{ports: [{port: 443}]}]') },
    { name: 'pods alone', yaml: pod() + netpol('[{to: [{namespaceSelector: {}}]}]') },
    { name: 'an admin policy that denies the address', yaml: pod() + deny('169.254.0.0/16') },
    { name: 'a cluster on no cloud', yaml: pod() + node('kind://docker/kind/a') },
    {
      name: 'the world without the address in Cilium',
      yaml: `${pod()}---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  endpointSelector: {}
  egress:
    - toEntities: [world]
  egressDeny:
    - toCIDR: [169.254.169.254/32]
`,
    },
    {
      name: 'another address than that of another cloud',
      yaml: pod() + deny('100.100.100.200/32'),
      options: { addresses: ['100.100.100.200'] },
    },
    { name: 'what is no address', yaml: pod(), options: { addresses: ['metadata'] } },
  ],
  fail: [
    { name: 'a pod without a policy', yaml: pod(), at, message: /^no policy keeps the pod/ },
    {
      name: 'a rule without peers',
      yaml: pod() + netpol('[{ports: [{port: 80}]}]'),
      at,
      message: /^the policies for the pod let it/,
    },
    {
      name: 'a block that leaves another address out',
      yaml: pod() + netpol('[{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}]'),
      at,
    },
    {
      name: 'a link-local block',
      yaml: pod() + netpol('[{to: [{ipBlock: {cidr: 169.254.0.0/16}}], ports: [{port: 80}]}]'),
      at,
    },
    { name: 'a cluster on a cloud', yaml: pod() + node('aws:///eu-west-1a/i-1'), at },
    {
      name: 'a pod on the network of its node, whatever policies say',
      yaml: pod('  hostNetwork: true\n') + netpol('[]'),
      at: ['spec.hostNetwork'],
    },
  ],
})
