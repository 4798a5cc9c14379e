import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

/**
 * The addresses at which the cluster takes traffic for a Service can be written.
 *
 * Restricted: update and patch on services/status
 */
export const canChangeServiceStatus = defineAccessRule({
  id: 'can-change-service-status',
  title: 'Addresses of Services can be taken',
  severity: 'medium',
  profile: 'default',
  frameworks: { mitre: ['T1557'] },
  needs: [
    {
      ask: { verbs: ['update', 'patch'], group: '', resources: ['services/status'] },
      may: 'have traffic to addresses of their choice sent to a Service',
    },
  ],
  description:
    'Reported for every binding that lets somebody update or patch `services/status`, where the address of a load balancer is kept. Load balancer controllers need it, and nothing else should. `update services` does not hold it.',
  why: 'Traffic of the whole cluster to an address that is written there goes to the Service (CVE-2020-8554, which is not mended by design).',
  remedy: 'Leave it to the controller that gives out addresses.',
  examples: {
    bad: boundRole(`
- apiGroups: ['']
  resources: [services, services/status]
  verbs: [get, patch]`),
    good: boundRole(`
- apiGroups: ['']
  resources: [services]
  verbs: [get, patch]`),
  },
})
