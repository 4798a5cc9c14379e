import { testRule } from '../../../test/rule-tester.ts'
import { policyWithoutSelector } from './policy-without-selector.ts'

const policy = (spec: string, kind = 'NetworkPolicy', apiVersion = 'networking.k8s.io/v1') => `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: redis
  namespace: shop
${spec}`

testRule(policyWithoutSelector, {
  pass: [
    { name: 'a policy for all pods, on purpose', yaml: policy('spec:\n  podSelector: {}\n') },
    {
      name: 'labels',
      yaml: policy('spec:\n  podSelector:\n    matchExpressions:\n      - {key: app, operator: Exists}\n'),
    },
    { name: 'a policy of Calico', yaml: policy('spec: {}\n', 'NetworkPolicy', 'crd.projectcalico.org/v1') },
    {
      name: 'nodes as the subject',
      yaml: policy('spec:\n  nodeSelector: {}\n', 'CiliumClusterwideNetworkPolicy', 'cilium.io/v2'),
    },
    {
      name: 'namespaces as the subject',
      yaml: policy(
        'spec:\n  subject:\n    namespaces: {}\n',
        'ClusterNetworkPolicy',
        'policy.networking.k8s.io/v1alpha2',
      ),
    },
  ],
  fail: [
    {
      name: 'null',
      yaml: policy('spec:\n  podSelector:\n'),
      at: ['spec.podSelector'],
      message: /every pod of its namespace/,
    },
    {
      name: 'labels without matchLabels',
      yaml: policy('spec:\n  podSelector:\n    app: redis\n'),
      at: ['spec.podSelector'],
      message: /^app is no field of a selector: the selector means every pod of the namespace$/,
    },
    {
      name: 'labels without matchLabels in peers',
      yaml: policy(
        'spec:\n  podSelector: {}\n  ingress:\n    - from:\n        - podSelector:\n            app: cart\n        - namespaceSelector:\n            matchlabels: {team: a}\n',
      ),
      at: ['spec.ingress[0].from[0].podSelector', 'spec.ingress[0].from[1].namespaceSelector'],
    },
    {
      name: 'a field beside matchLabels',
      yaml: policy('spec:\n  podSelector:\n    matchLabels: {app: redis}\n    tier: data\n'),
      at: ['spec.podSelector'],
      message: /and is not asked for$/,
    },
    {
      name: 'policies of Cilium without a subject',
      yaml: policy('specs:\n  - endpointSelector: {}\n  - ingress: [{}]\n', 'CiliumNetworkPolicy', 'cilium.io/v2'),
      at: ['specs[1].endpointSelector'],
    },
    {
      name: 'a cluster-wide policy without a subject',
      yaml: policy('spec:\n  subject: {}\n', 'AdminNetworkPolicy', 'policy.networking.k8s.io/v1alpha1'),
      at: ['spec.subject'],
    },
  ],
})
