import { testTechnique } from '../../../test/technique-tester.ts'
import { nodeYaml, podYaml } from '../../../test/takeover-manifests.ts'
import { imds } from './imds.ts'

const by = ['container app']
const node = (spec: string, labels = '') => `---
apiVersion: v1
kind: Node
metadata: { name: n1${labels} }
spec: { ${spec} }
`
const onNode = podYaml('', 'nodeName: n1')
const policy = (spec: string, selector = '{}') => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: n, namespace: shop }
spec: { podSelector: ${selector}, ${spec} }
`
const cilium = (egress: string) => `---
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: c, namespace: shop }
spec: { endpointSelector: {}, egress: [{ ${egress} }] }
`
const gke = ', labels: { iam.gke.io/gke-metadata-server-enabled: "true" }'

testTechnique(imds, {
  raised: [
    {
      name: 'a pod of whose node nothing is known',
      yaml: podYaml(),
      by,
      text: /^Ask 169\.254\.169\.254 for the node's cloud credentials from container app of Pod shop\/p$/,
    },
    { name: 'a machine of AWS', yaml: onNode + node('providerID: "aws:///eu-west-1a/i-0123"'), by },
    { name: 'a policy about what comes in', yaml: podYaml() + policy('ingress: []'), by },
    {
      name: 'a policy for other pods',
      yaml: podYaml() + policy('policyTypes: [Egress]', '{ matchLabels: { app: x } }'),
      by,
    },
    {
      name: 'a policy that leaves all addresses open',
      yaml: podYaml() + policy('egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }]'),
      by,
    },
    {
      name: 'a policy that leaves all addresses of IPv6 open besides',
      yaml:
        podYaml() + policy('egress: [{ to: [{ ipBlock: { cidr: "::/0" } }, { ipBlock: { cidr: 169.254.0.0/16 } }] }]'),
      by,
    },
    { name: 'a policy of Cilium that lets it out', yaml: podYaml() + cilium('toEntities: [world]'), by },
    { name: 'a policy that leaves the port open', yaml: podYaml() + policy('egress: [{ ports: [{ port: 80 }] }]'), by },
    {
      name: "the node's network, which no policy and no metadata server stands before",
      yaml:
        podYaml('', 'nodeName: n1, hostNetwork: true') +
        node('providerID: "gce://p/z/n1"', gke) +
        policy('policyTypes: [Egress]'),
      by,
    },
  ],
  not: [
    { name: 'a policy without a way out', yaml: podYaml() + policy('policyTypes: [Ingress, Egress]') },
    {
      name: 'a policy that leaves out the address',
      yaml: podYaml() + policy('egress: [{ to: [{ ipBlock: { cidr: 0.0.0.0/0, except: [169.254.0.0/16] } }] }]'),
    },
    {
      name: 'a policy for names alone',
      yaml: podYaml() + policy('egress: [{ ports: [{ port: 53, protocol: UDP }] }]'),
    },
    {
      name: 'a policy that leaves the addresses of IPv6 open',
      yaml: podYaml() + policy('egress: [{ to: [{ ipBlock: { cidr: "::/0" } }] }]'),
    },
    { name: 'a policy of Cilium that keeps it in the cluster', yaml: podYaml() + cilium('toEntities: [cluster]') },
    {
      name: 'a policy for the cluster that denies the address',
      yaml: `${podYaml()}---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: imds }
spec:
  tier: Admin
  priority: 10
  subject: { namespaces: {} }
  egress: [{ action: Deny, to: [{ networks: [169.254.169.254/32] }] }]
`,
    },
    { name: 'a machine of no cloud', yaml: onNode + node('providerID: "kind://docker/kind/n1"') },
    { name: 'nodes without a provider', yaml: podYaml() + nodeYaml('n1') },
    { name: "GKE's metadata server", yaml: onNode + node('providerID: "gce://p/z/n1"', gke) },
  ],
})
