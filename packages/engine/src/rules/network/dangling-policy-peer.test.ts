import { testRule } from '../../../test/rule-tester.ts'
import { danglingPolicyPeer } from './dangling-policy-peer.ts'

const pod = (labels: string, namespace = 'shop') => `---
apiVersion: v1
kind: Pod
metadata:
  name: pod
  namespace: ${namespace}
  labels: ${labels}
spec:
  containers:
    - name: app
      image: registry.example/app:1.0.0
`
const netpol = (peer: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: redis
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - ${peer}
`
const dns =
  '{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}, podSelector: {matchLabels: {k8s-app: kube-dns}}}'
const cluster = '---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: kube-system\n'
const cilium = (peer: string) => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  name: redis
  namespace: shop
spec:
  endpointSelector: {}
  ingress:
    - fromEndpoints:
        - ${peer}
`
const at = ['spec.egress[0].to[0]']

testRule(danglingPolicyPeer, {
  pass: [
    { name: 'the DNS of a cluster of which only one namespace is shown', yaml: netpol(dns) + pod('{app: cart}') },
    { name: 'every pod of the namespace', yaml: netpol('{podSelector: {}}') },
    { name: 'a block', yaml: netpol('{ipBlock: {cidr: 10.0.0.0/8}}') },
    { name: 'namespaces without pods', yaml: netpol('{namespaceSelector: {matchLabels: {team: a}}}') + cluster },
    {
      name: 'pods in namespaces whose labels are not known',
      yaml: `${netpol('{namespaceSelector: {matchLabels: {team: a}}, podSelector: {matchLabels: {app: cart}}}')}${pod('{app: cart}')}`,
    },
    {
      name: 'the world by its label',
      yaml: cilium('{matchLabels: {"reserved:world": ""}}') + pod('{app: cart}'),
    },
  ],
  fail: [
    {
      name: 'labels that only pods of another namespace have',
      yaml: netpol('{podSelector: {matchLabels: {app: cart}}}') + pod('{app: cart}', 'other') + pod('{app: site}'),
      at,
      severity: 'low',
    },
    {
      name: 'no pod of its own namespace',
      yaml: netpol('{podSelector: {matchLabels: {app: cart}}}'),
      at,
      severity: 'info',
      message: /none of namespace shop is among what was read$/,
    },
    { name: 'the DNS of a cluster that is shown, and has none', yaml: netpol(dns) + cluster, at, severity: 'low' },
    {
      name: 'labels that no pod of another namespace has, where it is shown',
      yaml: netpol(dns) + pod('{k8s-app: coredns}', 'kube-system'),
      at,
      severity: 'low',
    },
    {
      name: 'a peer of Cilium, once, whatever lists of ports it has',
      yaml: `${cilium('{matchLabels: {app: basket}}')}      toPorts:
        - ports: [{port: "80", protocol: TCP}]
        - ports: [{port: "81", protocol: TCP}]
${pod('{app: cart}')}`,
      at: ['spec.ingress[0].fromEndpoints[0]'],
    },
  ],
})
