import { mountsToken, serviceAccountName } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * Which account each workload runs as.
 *
 * Listed fields: spec.serviceAccountName
 */
export const accountInventory = defineRule({
  id: 'account-inventory',
  title: 'Account of a workload',
  severity: 'info',
  category: 'token',
  visit: 'workload',
  profile: 'all',
  frameworks: { mitre: ['T1078.004'] },
  fix: 'none',
  description:
    'Lists the account that each workload runs as, and whether its token is mounted, for reviews by hand. An account other than default, or a token, is listed; a workload with neither is not.',
  why: 'A review of who may do what begins with who is there.',
  remedy: 'Look at what is bound to the account, and remove what the workload does not use.',
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
  automountServiceAccountToken: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
  *check({ workload, cluster }) {
    const name = serviceAccountName(workload)
    const mounted = mountsToken(workload, cluster)
    if (name === 'default' && !mounted) return
    yield {
      at: workload.pod.specPath('serviceAccountName'),
      message: `runs as the account ${name}, ${mounted ? 'with its token' : 'without its token'}`,
    }
  },
})
