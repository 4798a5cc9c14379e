import { defineRule, remove, set } from '../rule.ts'

/**
 * The account is named in a field that serviceAccountName has replaced.
 *
 * Restricted fields: spec.serviceAccount
 * Allowed values:    undefined, or beside an equal serviceAccountName
 */
export const deprecatedAccountField = defineRule({
  id: 'deprecated-account-field',
  title: 'Account is named in a deprecated field',
  severity: 'low',
  category: 'token',
  visit: 'workload',
  profile: 'default',
  frameworks: {},
  fix: 'safe',
  description:
    'Reported when `serviceAccount` is used. Kubernetes fills it in beside `serviceAccountName` in what it stores, so that both with one value are left alone. The fix moves the name; where both differ, serviceAccountName is what counts.',
  why: 'Tools and people that look at serviceAccountName take the workload for one that runs as the default account.',
  remedy: 'Use serviceAccountName.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccount: web
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
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload }) {
    const { serviceAccount, serviceAccountName } = workload.pod.spec
    if (serviceAccount === undefined || serviceAccount === serviceAccountName) return
    const at = workload.pod.specPath('serviceAccount')
    yield {
      at,
      message: `serviceAccount is ${serviceAccount || 'empty'}${serviceAccountName ? `, and serviceAccountName, which counts, is ${serviceAccountName}` : ''}`,
      fix: {
        description: 'Name the account in serviceAccountName',
        changes: [
          remove(at),
          ...(serviceAccountName || !serviceAccount
            ? []
            : [set(workload.pod.specPath('serviceAccountName'), serviceAccount)]),
        ],
      },
    }
  },
})
