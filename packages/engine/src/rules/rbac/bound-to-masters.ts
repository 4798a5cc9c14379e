import { isMasters } from '../../access/index.ts'
import { defineRule } from '../rule.ts'
import { boundTo } from './access-examples.ts'
import { subjectsThat } from './bound-subjects.ts'
import { roleWords } from './bindings.ts'

/**
 * A role is given to the group that is allowed everything anyway.
 *
 * Restricted fields: subjects[*] of RoleBinding and ClusterRoleBinding
 * Allowed values:    anything but Group system:masters; this only in the binding cluster-admin, which Kubernetes makes
 */
export const boundToMasters = defineRule({
  id: 'bound-to-masters',
  title: 'Role is bound to system:masters',
  severity: 'medium',
  category: 'rbac',
  visit: 'resource',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  profile: 'default',
  frameworks: { cis: ['5.1.7'], mitre: ['T1078.001'] },
  fix: 'evidence',
  description:
    "Reported for every subject that is the group `system:masters`, except in Kubernetes' own binding `cluster-admin`. The API server allows its members everything before it looks at any role, so that the binding adds nothing and taking it away stops nobody; what it shows is that somebody counts on credentials of that group. A ServiceAccount can never be a member: its groups are given by the API server.",
  why: 'Nothing but the end of a certificate takes anything from a member of this group: no binding, no webhook, no policy of an authorizer. Whoever finds such a certificate has the cluster until it expires.',
  remedy:
    'Remove the subject; give administrators a group of their own that is bound to cluster-admin, and keep certificates of system:masters locked away for emergencies.',
  examples: {
    bad: boundTo({ kind: 'Group', name: 'system:masters' }, 'operations', 'view'),
    good: boundTo({ kind: 'Group', name: 'operations' }, 'operations', 'view'),
  },
  *check({ resource, cluster }) {
    for (const { binding, at, fix } of subjectsThat(isMasters, resource, cluster)) {
      yield {
        at,
        message: `Group system:masters is bound to ${roleWords(binding)}, which adds nothing to what it may`,
        fix: { ...fix, needs: 'a group for those who count on this one' },
      }
    }
  },
})
