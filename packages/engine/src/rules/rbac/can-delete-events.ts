import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

const remove = { verbs: ['delete', 'deletecollection'], resources: ['events'] }
const may = 'delete Events'

/**
 * The record of what happened can be deleted.
 *
 * Restricted: delete and deletecollection on events
 */
export const canDeleteEvents = defineAccessRule({
  id: 'can-delete-events',
  title: 'Events can be deleted',
  severity: 'low',
  profile: 'all',
  frameworks: { mitre: ['T1070'] },
  needs: [
    { ask: { ...remove, group: '' }, may },
    { ask: { ...remove, group: 'events.k8s.io' }, may },
  ],
  description:
    'Reported for every binding that lets somebody delete Events, by either of the two groups that serve them.',
  why: 'Events are where failed pods, refused mounts and killed containers show; without them an intrusion leaves less behind.',
  remedy: 'Remove delete and deletecollection: Events go by themselves, after an hour as a rule.',
  examples: {
    bad: boundRole(`
- apiGroups: ['']
  resources: [events]
  verbs: [list, deletecollection]`),
    good: boundRole(`
- apiGroups: ['']
  resources: [events]
  verbs: [list, create]`),
  },
})
