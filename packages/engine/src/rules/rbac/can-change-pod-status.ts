import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

/**
 * What a pod says of itself can be written.
 *
 * Restricted: update and patch on pods/status
 */
export const canChangePodStatus = defineAccessRule({
  id: 'can-change-pod-status',
  title: 'Status of pods can be changed',
  severity: 'medium',
  profile: 'default',
  frameworks: { mitre: ['T1557'] },
  needs: [
    {
      ask: { verbs: ['update', 'patch'], group: '', resources: ['pods/status'] },
      may: 'say whether pods are ready and at which address',
    },
  ],
  description:
    'Reported for every binding that lets somebody update or patch `pods/status`. Kubelets and controllers of readiness gates need it. `update pods` does not hold it.',
  why: 'Services send their traffic to the address that is written there, or pass the pod over; a pod said to have failed is replaced.',
  remedy: 'Leave it to kubelets and to the controllers of readiness gates.',
  examples: {
    bad: boundRole(`
- apiGroups: ['']
  resources: [pods, pods/status]
  verbs: [get, patch]`),
    good: boundRole(`
- apiGroups: ['']
  resources: [pods]
  verbs: [get, patch]`),
  },
})
