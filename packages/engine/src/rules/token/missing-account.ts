import { serviceAccountName, serviceAccountOf } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * Pods are to run as an account that is not there.
 *
 * Restricted fields: spec.serviceAccountName
 * Allowed values:    default, or a ServiceAccount of the same namespace
 */
export const missingAccount = defineRule({
  id: 'missing-account',
  title: 'Account is not among the resources',
  severity: 'medium',
  category: 'token',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'none',
  description:
    'Reported when no ServiceAccount of that name is among the resources given. It may well be in the cluster, or made by an operator; that is why the rule is off by default.',
  why: 'Pods of an account that does not exist are not created.',
  remedy: 'Declare the ServiceAccount beside the workload, or correct the name.',
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
  containers:
    - name: web
      image: registry.example/web:1.4.2
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
`,
  },
  *check({ workload, cluster }) {
    const name = serviceAccountName(workload)
    if (name === 'default' || serviceAccountOf(workload, cluster)) return
    const { serviceAccountName: named } = workload.pod.spec
    yield {
      at: workload.pod.specPath(named ? 'serviceAccountName' : 'serviceAccount'),
      message: `there is no ServiceAccount ${name} in what was given`,
    }
  },
})
