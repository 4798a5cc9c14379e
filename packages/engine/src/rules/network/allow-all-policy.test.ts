import { testRule } from '../../../test/rule-tester.ts'
import { allowAllPolicy } from './allow-all-policy.ts'

const policy = (spec: string, kind = 'NetworkPolicy', apiVersion = 'networking.k8s.io/v1') => `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: cart
  namespace: shop
spec:
${spec}`
const netpol = (rules: string) => policy(`  podSelector: {}\n  policyTypes: [Ingress, Egress]\n${rules}`)
const cilium = (rules: string) => policy(`  endpointSelector: {}\n${rules}`, 'CiliumNetworkPolicy', 'cilium.io/v2')

testRule(allowAllPolicy, {
  pass: [
    { name: 'no rules', yaml: netpol('  ingress: []\n') },
    { name: 'a rule for one port', yaml: netpol('  ingress:\n    - ports:\n        - port: 80\n') },
    { name: 'all pods, but nobody outside', yaml: netpol('  egress:\n    - to:\n        - namespaceSelector: {}\n') },
    { name: 'a direction that the policy is not about', yaml: netpol('  egress:\n    - {}\n').replace(', Egress', '') },
    { name: 'an empty rule of Cilium, which allows nothing', yaml: cilium('  ingress:\n    - {}\n') },
    {
      name: 'a rule with conditions beyond ports',
      yaml: cilium(
        '  ingress:\n    - fromEntities: [all]\n      toPorts:\n        - ports:\n            - port: "80"\n              protocol: TCP\n          rules:\n            http:\n              - method: GET\n',
      ),
    },
    {
      name: 'a rule that asks for authentication',
      yaml: cilium('  ingress:\n    - fromEntities: [all]\n      authentication:\n        mode: required\n'),
    },
  ],
  fail: [
    {
      name: 'rules without peers and ports',
      yaml: netpol('  ingress:\n    - {}\n  egress:\n    - to: []\n'),
      at: ['spec.ingress[0]', 'spec.egress[0]'],
    },
    {
      name: 'all ports of every protocol, one after the other',
      yaml: netpol(
        '  ingress:\n    - ports:\n        - {protocol: TCP}\n        - {protocol: UDP}\n        - {protocol: SCTP, port: 0, endPort: 65535}\n',
      ),
      at: ['spec.ingress[0]'],
    },
    { name: 'everyone as an entity', yaml: cilium('  ingress:\n    - fromEntities: [all]\n'), at: ['spec.ingress[0]'] },
    {
      name: 'everyone as entities',
      yaml: cilium('  egress:\n    - toEntities: [cluster, world]\n'),
      at: ['spec.egress[0]'],
    },
  ],
})
