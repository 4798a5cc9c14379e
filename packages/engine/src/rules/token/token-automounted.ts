import { mountsToken, serviceAccountName } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'
import { withoutToken } from './token.ts'

/**
 * Pods have the token of their account mounted.
 *
 * Restricted fields: spec.automountServiceAccountToken, and the ServiceAccount's automountServiceAccountToken
 * Allowed values:    false on the pod, or on the account where the pod says nothing
 */
export const tokenAutomounted = defineRule({
  id: 'token-automounted',
  title: "An account's token is mounted",
  severity: 'low',
  category: 'token',
  visit: 'workload',
  profile: 'default',
  frameworks: { cis: ['5.1.6'], nsa: true, mitre: ['T1528'] },
  fix: 'evidence',
  description:
    'Reported when the token of an account other than `default`, which default-account-token-mounted is about, is mounted into pods. Whether a workload calls the API server is a question for evidence; most do not.',
  why: 'Whoever takes the pod over acts as the account, with all that it may do now or is given later.',
  remedy: 'Set automountServiceAccountToken: false unless the workload calls the API server.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  automountServiceAccountToken: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload, cluster }) {
    const name = serviceAccountName(workload)
    if (name === 'default' || !mountsToken(workload, cluster)) return
    yield {
      at: workload.pod.specPath('automountServiceAccountToken'),
      message: `the token of the account ${name} is mounted`,
      fix: {
        description: 'Set automountServiceAccountToken: false',
        changes: withoutToken(workload, cluster, false),
        needs: 'evidence that the pod makes no call to the API server',
      },
    }
  },
})
