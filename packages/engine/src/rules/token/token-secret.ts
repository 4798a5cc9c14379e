import { pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * A Secret asks for a token that never ends.
 *
 * Restricted fields: type of Secret
 * Allowed values:    anything but kubernetes.io/service-account-token
 */
export const tokenSecret = defineRule({
  id: 'token-secret',
  title: 'Token that never expires is kept in a Secret',
  severity: 'high',
  category: 'token',
  visit: 'resource',
  kinds: ['Secret'],
  profile: 'default',
  frameworks: { cis: ['5.1.6'], nsa: true, mitre: ['T1528', 'T1552.007'] },
  fix: 'none',
  description:
    'Reported for every Secret of type `kubernetes.io/service-account-token`: Kubernetes fills it with a token of the account in its annotation. Until v1.24 one was made for every account; today nothing needs them, since the kubelet and the TokenRequest API give tokens that are bound to a pod, or to an hour.',
  why: 'The token is valid until the Secret is deleted, from anywhere that reaches the API server; whoever may read Secrets in the namespace, or a backup of it, is the account.',
  remedy:
    'Delete the Secret; let pods use the token that is mounted, and others ask for one with kubectl create token.',
  examples: {
    bad: `apiVersion: v1
kind: Secret
metadata:
  name: deployer
  annotations:
    kubernetes.io/service-account.name: deployer
type: kubernetes.io/service-account-token
`,
    good: `apiVersion: v1
kind: Secret
metadata:
  name: deployer
  annotations:
    kubernetes.io/service-account.name: deployer
type: Opaque
`,
  },
  *check({ resource }) {
    if (valueIn(resource, 'type') !== 'kubernetes.io/service-account-token') return
    const account = resource.metadata.annotations?.['kubernetes.io/service-account.name']
    yield {
      at: pathIn(resource, 'type'),
      message: `a token of the account ${account ?? '(not named)'} that never expires is kept in the Secret`,
    }
  },
})
