import { boundClusterRole, boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

const impersonate = { verbs: ['impersonate'], group: '' }

/**
 * Somebody else's name can be taken for a request.
 *
 * Restricted: impersonate on users and serviceaccounts; on groups where a user can be named too
 * Source: kubernetes/apiserver pkg/endpoints/filters/impersonation
 */
export const canImpersonate = defineAccessRule({
  id: 'can-impersonate',
  title: 'Others can be impersonated',
  severity: 'high',
  profile: 'default',
  frameworks: { cis: ['5.1.8'], mitre: ['T1078'] },
  needs: [
    { ask: { ...impersonate, resources: ['users'], clusterOnly: true }, may: 'act as other users' },
    {
      ask: { ...impersonate, resources: ['groups'], clusterOnly: true },
      with: [{ ...impersonate, resources: ['users', 'serviceaccounts'], anyNamespace: true }],
      may: 'act as a member of other groups',
    },
    { ask: { ...impersonate, resources: ['serviceaccounts'] }, may: 'act as service accounts' },
  ],
  description:
    'Reported for every binding that lets somebody impersonate users, service accounts, or groups. Users and groups belong to no namespace, so that a RoleBinding gives nothing of them; and a group can be claimed only beside a user. With both, the group `system:masters` can be claimed, to which no check applies. The verbs of constrained impersonation, `impersonate:…`, are not looked at.',
  why: 'What is done so is decided by the rights of the other, up to system:masters, and the audit log shows it in a field that few look at.',
  remedy: 'Give it by name, for the few users that a proxy has to stand for.',
  examples: {
    bad: boundClusterRole(`
- apiGroups: ['']
  resources: [users]
  verbs: [impersonate]`),
    good: boundRole(`
- apiGroups: ['']
  resources: [users]
  verbs: [impersonate]`),
  },
})
