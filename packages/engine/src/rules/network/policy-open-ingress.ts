import { defineRule } from '../rule.ts'
import { openingReports } from './openings.ts'

/**
 * A policy opens ingress from the internet as a whole.
 *
 * Restricted fields: from of rules that allow
 * Allowed values:    anything but most of the public addresses, as blocks, entities or names, or no from at all
 */
export const policyOpenIngress = defineRule({
  id: 'policy-open-ingress',
  title: 'Policy opens ingress from the internet',
  severity: 'medium',
  category: 'network',
  visit: 'cluster',
  profile: 'default',
  frameworks: { mitre: ['T1190'] },
  fix: 'evidence',
  description:
    "A rule counts as open when the blocks, entities and names that it allows, or those of the policy's rules together, hold two fifths or more of the public addresses of IPv4 or IPv6, as either half of IPv4 does, whatever they except: `0.0.0.0/0`, `::/0`, `0.0.0.0/1` beside `128.0.0.0/1`, Cilium's `world` and `all`, and a rule without `from` that only names ports. Reported at the peer, or at the rule; as low where the ports are limited. A rule that opens every port to everyone is reported by allow-all-policy.",
  why: 'Every address that finds a way to the pods, through a load balancer, a node port or another pod, is let in.',
  remedy: 'Name the sources: the pods of the ingress controller or the blocks of the load balancer.',
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
  policyTypes: [Ingress]
  ingress:
    - from:
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
  policyTypes: [Ingress]
  ingress:
    - from:
        - ipBlock:
            cidr: 192.0.2.0/24
      ports:
        - port: 443
`,
  },
  *check({ cluster }) {
    yield* openingReports(cluster, 'ingress')
  },
})
