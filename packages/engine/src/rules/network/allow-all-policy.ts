import { pathIn } from '../../cluster/index.ts'
import { allowsAll } from '../../network/index.ts'
import { defineRule } from '../rule.ts'
import { directionsOf, policiesIn } from './policies.ts'

/**
 * A rule of a policy allows anybody anything.
 *
 * Restricted fields: from and to, and ports, of rules that allow
 * Allowed values:    peers that are not everyone, or ports that are not all
 */
export const allowAllPolicy = defineRule({
  id: 'allow-all-policy',
  title: 'Policy allows everything',
  severity: 'medium',
  category: 'network',
  visit: 'cluster',
  profile: 'default',
  frameworks: { cis: ['5.3.2'], nsa: true, mitre: ['T1046'] },
  fix: 'evidence',
  description:
    'Reported for each rule of a policy that allows everybody, in the cluster and outside, every port: one without peers and ports, such as `ingress: [{}]`, or whose peers are everyone between them. Rules only add, so that whatever other policies of the namespace restrict is open again. A rule that names the whole of the internet as blocks of addresses is reported by policy-open-ingress and policy-open-egress.',
  why: 'It looks like a restriction and is none: it opens what every other policy for the same pods keeps shut.',
  remedy: 'Name the peers and ports that are needed in the rule, or remove it.',
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
  ingress:
    - {}
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
  ingress:
    - from:
        - podSelector:
            matchLabels:
              app: site
      ports:
        - port: 8080
`,
  },
  *check({ cluster }) {
    for (const { model, compiled, resource } of policiesIn(cluster)) {
      for (const [direction, { rules }] of directionsOf(compiled)) {
        for (const each of rules) {
          if (!allowsAll(model, each)) continue
          yield {
            resource,
            at: pathIn(resource, ...each.rule.path),
            message: `an ${direction} rule allows ${direction === 'ingress' ? 'anyone to connect' : 'connecting to anyone'} at every port`,
            fix: {
              description: 'Name the peers and ports that are needed',
              needs: 'the connections that the pods make and serve',
            },
          }
        }
      }
    }
  },
})
