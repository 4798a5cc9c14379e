import { mountsToken, serviceAccountName } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { withoutToken } from './token.ts'

/**
 * Pods run as the default account, with its token mounted.
 *
 * Restricted fields: spec.automountServiceAccountToken, spec.serviceAccountName, and the ServiceAccount's
 *                    automountServiceAccountToken
 * Allowed values:    automountServiceAccountToken false on the pod, or on the account where the pod says nothing;
 *                    or an account other than default
 */
export const defaultAccountTokenMounted = defineRule({
  id: 'default-account-token-mounted',
  title: "The default account's token is mounted",
  severity: 'medium',
  category: 'token',
  visit: 'workload',
  profile: 'default',
  frameworks: { cis: ['5.1.5'], nsa: true, mitre: ['T1528'] },
  fix: 'evidence',
  description:
    'Reported when pods run as the account `default`, by its name or by naming none, and its token is mounted: neither the pod nor, where the pod says nothing, the account of that namespace has `automountServiceAccountToken: false`.',
  why: 'Every workload of the namespace that names no account shares this one: a right that is given to it for one of them is in the hands of all, and of whoever takes one over.',
  remedy:
    'Set automountServiceAccountToken: false on the default account; give a workload that calls the API an account of its own.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  automountServiceAccountToken: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload, cluster }) {
    if (serviceAccountName(workload) !== 'default' || !mountsToken(workload, cluster)) return
    const changes = withoutToken(workload, cluster, true)
    const onAccount = changes.some((change) => change.resource !== undefined)
    yield {
      at: workload.pod.specPath('automountServiceAccountToken'),
      message: 'the token of the account default is mounted',
      fix: {
        description: `Set automountServiceAccountToken: false${onAccount ? ' on the account' : ''}`,
        changes,
        needs: `evidence that ${onAccount ? 'no pod of the account makes a' : 'the pod makes no'} call to the API server`,
      },
    }
  },
})
