import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

/**
 * The logs of pods are meant to be changed.
 *
 * Restricted: delete, deletecollection, update and patch on pods/log
 */
export const canDeleteLogs = defineAccessRule({
  id: 'can-delete-logs',
  title: 'Deleting logs is allowed',
  severity: 'low',
  profile: 'all',
  frameworks: { mitre: ['T1070'] },
  needs: [
    {
      ask: { verbs: ['delete', 'deletecollection', 'update', 'patch'], group: '', resources: ['pods/log'] },
      may: 'delete logs of pods, as far as they are served',
    },
  ],
  description:
    'Reported for every binding that lets somebody delete or change `pods/log`. Kubernetes itself serves nothing but `get` there, so that the right does nothing today; it tells of a role that was made too wide.',
  why: 'Logs are what shows an intrusion afterwards, and a right that nobody needs waits for the day on which it does something.',
  remedy: 'Give get on pods/log, and nothing else.',
  examples: {
    bad: boundRole(`
- apiGroups: ['']
  resources: [pods/log]
  verbs: [get, delete]`),
    good: boundRole(`
- apiGroups: ['']
  resources: [pods/log]
  verbs: [get]`),
  },
})
