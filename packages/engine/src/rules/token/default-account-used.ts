import { serviceAccountName } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * Pods run as the default account.
 *
 * Restricted fields: spec.serviceAccountName
 * Allowed values:    anything but undefined, empty and default
 */
export const defaultAccountUsed = defineRule({
  id: 'default-account-used',
  title: 'Workload runs as the default account',
  severity: 'low',
  category: 'token',
  visit: 'workload',
  profile: 'all',
  frameworks: { cis: ['5.1.5'] },
  fix: 'evidence',
  description:
    'Reported when pods run as the account `default`, by its name or by naming none, whether or not its token is mounted.',
  why: 'The audit log, policies and bindings cannot tell the workloads of the namespace apart.',
  remedy: 'Give the workload an account of its own, with the rights that it uses.',
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
  serviceAccountName: web
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload }) {
    if (serviceAccountName(workload) !== 'default') return
    yield {
      at: workload.pod.specPath('serviceAccountName'),
      message: 'the pods run as the account default',
      fix: {
        description: 'Give the workload an account of its own',
        needs: 'the calls that it makes to the API server',
      },
    }
  },
})
