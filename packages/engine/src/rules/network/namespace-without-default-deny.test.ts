import { testRule } from '../../../test/rule-tester.ts'
import { namespaceWithoutDefaultDeny } from './namespace-without-default-deny.ts'

const namespace = (name = 'shop') => `apiVersion: v1
kind: Namespace
metadata:
  name: ${name}
  labels:
    team: a
`
const netpol = (spec: string, name = 'default') => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ${name}
  namespace: shop
spec:
${spec}`

const both = '  policyTypes: [Ingress, Egress]\n'
const at = ['metadata.name']

testRule(namespaceWithoutDefaultDeny, {
  pass: [
    { name: 'kube-system', yaml: namespace('kube-system') },
    {
      name: 'another Namespace than that of Kubernetes',
      yaml: namespace().replace('apiVersion: v1', 'apiVersion: x.example/v1'),
    },
    {
      name: 'a policy for all pods that allows some things',
      yaml: namespace() + netpol(`  podSelector: {}\n${both}  ingress:\n    - ports:\n        - port: 80\n`),
    },
    {
      name: 'policies that between them leave out nobody',
      yaml:
        namespace() +
        netpol(
          `  podSelector:\n    matchExpressions:\n      - {key: tier, operator: In, values: [a, b]}\n${both}`,
          'in',
        ) +
        netpol(
          `  podSelector:\n    matchExpressions:\n      - {key: tier, operator: NotIn, values: [a, b]}\n${both}`,
          'not-in',
        ),
    },
    {
      name: 'a cluster-wide policy of Cilium that means the namespace by its labels',
      yaml: `${namespace()}---
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata:
  name: default
spec:
  endpointSelector:
    matchLabels:
      io.cilium.k8s.namespace.labels.team: a
  ingress:
    - {}
  egress:
    - {}
`,
    },
    {
      name: 'a baseline that denies all',
      yaml: `${namespace()}---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: default
spec:
  tier: Baseline
  priority: 1
  subject:
    namespaces:
      matchLabels:
        team: a
  ingress:
    - action: Deny
      from:
        - namespaces: {}
  egress:
    - action: Deny
      to:
        - networks: [0.0.0.0/0]
`,
    },
  ],
  fail: [
    {
      name: 'no policy',
      yaml: namespace(),
      at,
      message: /^ingress and egress of a pod without labels in shop are not/,
    },
    {
      name: 'a policy for some pods',
      yaml: namespace() + netpol(`  podSelector:\n    matchLabels:\n      app: cart\n${both}`),
      at,
    },
    {
      name: 'the pods that several policies leave out',
      yaml:
        namespace() +
        netpol(`  podSelector:\n    matchExpressions:\n      - {key: tier, operator: DoesNotExist}\n${both}`, 'none') +
        netpol(`  podSelector:\n    matchExpressions:\n      - {key: tier, operator: In, values: [a]}\n${both}`, 'a'),
      at,
      message: /a pod labelled tier=other in shop/,
    },
    {
      name: 'a policy that allows everything',
      yaml: namespace() + netpol(`  podSelector: {}\n${both}  ingress:\n    - {}\n  egress:\n    - to: []\n`),
      at,
      message: /^ingress and egress/,
    },
    {
      name: 'policies of another namespace, and of namespaces with other labels',
      yaml: `${namespace()}${netpol(`  podSelector: {}\n${both}`).replace('namespace: shop', 'namespace: other')}---
apiVersion: cilium.io/v2
kind: CiliumClusterwideNetworkPolicy
metadata:
  name: default
spec:
  endpointSelector:
    matchLabels:
      io.cilium.k8s.namespace.labels.team: b
  ingress:
    - {}
  egress:
    - {}
`,
      at,
    },
    {
      name: 'the direction that is missing, which the policy for all pods can have too',
      yaml: namespace() + netpol('  podSelector: {}\n  policyTypes:\n    - Egress\n'),
      at,
      message: /^ingress of a pod without labels in shop is not/,
      fixed: namespace() + netpol('  podSelector: {}\n  policyTypes:\n    - Egress\n    - Ingress\n'),
    },
    {
      name: 'egress, which comes with DNS',
      yaml: namespace() + netpol('  podSelector: {}\n  policyTypes:\n    - Ingress\n'),
      at,
      fixed: `${namespace()}${netpol('  podSelector: {}\n  policyTypes:\n    - Ingress\n    - Egress\n')}  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - port: 53
          protocol: UDP
        - port: 53
          protocol: TCP
`,
    },
  ],
})
