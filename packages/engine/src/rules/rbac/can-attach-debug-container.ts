import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

/**
 * A container of one's choice can be put into a pod that runs.
 *
 * Restricted: update and patch on pods/ephemeralcontainers
 */
export const canAttachDebugContainer = defineAccessRule({
  id: 'can-attach-debug-container',
  title: 'Containers can be added to running pods',
  severity: 'high',
  profile: 'default',
  frameworks: { mitre: ['T1609', 'T1610'] },
  needs: [
    {
      ask: { verbs: ['update', 'patch'], group: '', resources: ['pods/ephemeralcontainers'] },
      may: 'put containers into pods that run',
    },
  ],
  description:
    'Reported for every binding that lets somebody update or patch `pods/ephemeralcontainers`, as kubectl debug does. Pod Security judges these containers; what it allows there still sees the processes and volumes of the others. `update pods` does not hold it.',
  why: 'An image that the holder chose runs beside the workload, with its network and, where it asks for them, its volumes and processes.',
  remedy: 'Give it to people for the time that they need it, in the namespace that they work in.',
  examples: {
    bad: boundRole(`
- apiGroups: ['']
  resources: [pods]
  verbs: [get]
- apiGroups: ['']
  resources: [pods/ephemeralcontainers]
  verbs: [patch]`),
    good: boundRole(`
- apiGroups: ['']
  resources: [pods]
  verbs: [get, patch]`),
  },
})
