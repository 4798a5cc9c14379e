import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

const remove = { verbs: ['delete', 'deletecollection'] }
const may = 'delete workloads'

/**
 * Workloads can be deleted.
 *
 * Restricted: delete and deletecollection on pods and on what makes them
 */
export const canDelete = defineAccessRule({
  id: 'can-delete',
  title: 'Workloads can be deleted',
  severity: 'medium',
  profile: 'all',
  frameworks: { mitre: ['T1485'] },
  needs: [
    { ask: { ...remove, group: '', resources: ['pods', 'replicationcontrollers'] }, may },
    { ask: { ...remove, group: 'apps', resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'] }, may },
    { ask: { ...remove, group: 'batch', resources: ['jobs', 'cronjobs'] }, may },
  ],
  description:
    'Reported for every binding that lets somebody delete workloads, one by one or all at once: `deletecollection` is a right of its own, and names do not hold it. Every deployer has it, so the rule is off by default.',
  why: 'Whoever holds it ends what runs, and with it what was in memory.',
  remedy: 'Keep delete to what deploys, and deletecollection to namespaces that are made to be emptied.',
  examples: {
    bad: boundRole(`
- apiGroups: ['apps']
  resources: [deployments]
  verbs: [get, delete]`),
    good: boundRole(`
- apiGroups: ['apps']
  resources: [deployments]
  verbs: [get, patch]`),
  },
})
