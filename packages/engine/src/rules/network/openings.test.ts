import { testRule } from '../../../test/rule-tester.ts'
import { policyOpenEgress } from './policy-open-egress.ts'
import { policyOpenIngress } from './policy-open-ingress.ts'

const netpol = (rules: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
${rules}`
const cilium = (rules: string) => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  endpointSelector: {}
${rules}`
const blocks = (...cidrs: readonly string[]) =>
  cidrs.map((cidr) => `        - ipBlock:\n            cidr: ${cidr}\n`).join('')
const rule = (direction: string, ...cidrs: readonly string[]) =>
  `    - ${direction === 'ingress' ? 'from' : 'to'}:\n${blocks(...cidrs)}`

testRule(policyOpenIngress, {
  pass: [
    {
      name: 'private blocks',
      yaml: netpol(`  ingress:\n${rule('ingress', '10.0.0.0/8', '192.168.0.0/16', 'fd00::/8')}`),
    },
    { name: 'a quarter of the internet', yaml: netpol(`  ingress:\n${rule('ingress', '64.0.0.0/2')}`) },
    { name: 'all pods', yaml: netpol('  ingress:\n    - from:\n        - namespaceSelector: {}\n') },
    { name: 'a rule that allows everything, which allow-all-policy reports', yaml: netpol('  ingress:\n    - {}\n') },
    { name: 'open egress', yaml: netpol(`  egress:\n${rule('egress', '0.0.0.0/0')}`) },
    { name: 'what is denied', yaml: cilium('  ingressDeny:\n    - fromEntities: [world]\n') },
  ],
  fail: [
    {
      name: 'all of IPv4 and of IPv6, each where it stands',
      yaml: netpol(`  ingress:\n${rule('ingress', '0.0.0.0/0', '::/0')}`),
      at: ['spec.ingress[0].from[0].ipBlock', 'spec.ingress[0].from[1].ipBlock'],
      severity: 'medium',
    },
    {
      name: 'all of IPv4 in halves that are excepted from',
      yaml: netpol(
        '  ingress:\n    - from:\n        - ipBlock:\n            cidr: 0.0.0.0/0\n            except: [10.0.0.0/8, 1.2.3.4/32]\n',
      ),
      at: ['spec.ingress[0].from[0].ipBlock'],
      message: /0\.0\.0\.0\/0 except 10\.0\.0\.0\/8, 1\.2\.3\.4\/32 at every port/,
    },
    {
      name: 'quarters in one rule',
      yaml: netpol(`  ingress:\n${rule('ingress', '0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2')}`),
      at: ['spec.ingress[0]'],
    },
    {
      name: 'quarters in several rules, at the ports that they share',
      yaml: netpol(
        `  ingress:\n${rule('ingress', '0.0.0.0/2')}      ports:\n        - port: 80\n        - port: 81\n${rule('ingress', '64.0.0.0/2')}      ports:\n        - port: 80\n`,
      ),
      at: ['spec.ingress'],
      message: /at TCP 80$/,
      severity: 'low',
    },
    {
      name: 'a rule that names ports alone',
      yaml: netpol('  ingress:\n    - ports:\n        - port: 443\n        - port: http\n'),
      at: ['spec.ingress[0]'],
      message: /^ingress is open from anyone at TCP 443, http$/,
      severity: 'low',
    },
    {
      name: 'the world as an entity',
      yaml: cilium('  ingress:\n    - fromEntities: [world]\n'),
      at: ['spec.ingress[0].fromEntities[0]'],
    },
  ],
})

testRule(policyOpenEgress, {
  pass: [
    { name: 'names', yaml: cilium('  egress:\n    - toFQDNs:\n        - matchPattern: "*.example.com"\n') },
    { name: 'open ingress', yaml: netpol(`  ingress:\n${rule('ingress', '0.0.0.0/0')}`) },
  ],
  fail: [
    {
      name: 'any name',
      yaml: cilium('  egress:\n    - toFQDNs:\n        - matchPattern: "*"\n'),
      at: ['spec.egress[0].toFQDNs[0]'],
    },
    {
      name: 'all addresses of IPv6 that are public',
      yaml: netpol(`  egress:\n${rule('egress', '2000::/3')}`),
      at: ['spec.egress[0].to[0].ipBlock'],
    },
    {
      name: 'halves as networks of a cluster-wide policy',
      yaml: `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata:
  name: open
spec:
  tier: Admin
  priority: 1
  subject:
    namespaces: {}
  egress:
    - action: Accept
      to:
        - networks: [128.0.0.0/1]
`,
      at: ['spec.egress[0].to[0].networks[0]'],
    },
  ],
})
