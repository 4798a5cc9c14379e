import { pathIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A PodSecurityPolicy, which nothing reads any more.
 *
 * Restricted fields: kind
 * Allowed values:    anything but PodSecurityPolicy (policy/v1beta1, extensions/v1beta1)
 */
export const podSecurityPolicyLegacy = defineRule({
  id: 'pod-security-policy-legacy',
  title: 'PodSecurityPolicy has no effect',
  severity: 'medium',
  category: 'scope',
  visit: 'resource',
  kinds: ['PodSecurityPolicy'],
  profile: 'default',
  frameworks: { nsa: true },
  fix: 'none',
  description: 'Reported for every PodSecurityPolicy. The API was removed in Kubernetes v1.25.',
  why: 'The restrictions that it states hold nowhere.',
  remedy: 'Label namespaces for Pod Security admission, and remove the policy.',
  examples: {
    bad: `apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: restricted
spec:
  privileged: false
`,
    good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
`,
  },
  *check({ resource }) {
    if (resource.group !== 'policy' && resource.group !== 'extensions') return
    yield { at: pathIn(resource, 'kind'), message: 'PodSecurityPolicy was removed in v1.25' }
  },
})
