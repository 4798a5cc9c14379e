import { defineRule } from '../rule.ts'
import { openingReports } from './openings.ts'

/**
 * A policy opens egress to the internet as a whole.
 *
 * Restricted fields: to of rules that allow
 * Allowed values:    anything but most of the public addresses, as blocks, entities or names, or no to at all
 */
export const policyOpenEgress = defineRule({
  id: 'policy-open-egress',
  title: 'Policy opens egress to the internet',
  severity: 'medium',
  category: 'network',
  visit: 'cluster',
  profile: 'default',
  frameworks: { mitre: ['T1048'] },
  fix: 'evidence',
  description:
    "A rule counts as open when the blocks, entities and names that it allows, or those of the policy's rules together, hold two fifths or more of the public addresses of IPv4 or IPv6, as either half of IPv4 does, whatever they except: `0.0.0.0/0`, `::/0`, `0.0.0.0/1` beside `128.0.0.0/1`, Cilium's `world` and `all`, a Cilium name pattern that takes any name, and a rule without `to` that only names ports. Reported at the peer, or at the rule; as low where the ports are limited. A rule that opens every port to everyone is reported by allow-all-policy.",
  why: 'Whoever takes the pod over can fetch tools from anywhere and send what it holds anywhere.',
  remedy: 'Name the destinations: blocks, pods, or, with Cilium, the names that are needed.',
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
`,
    good: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 192.0.2.0/24
      ports:
        - port: 443
`,
  },
  *check({ cluster }) {
    yield* openingReports(cluster, 'egress')
  },
})
