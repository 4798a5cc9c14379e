import type { Subject } from '../../access/index.ts'
import { defineRule } from '../rule.ts'
import { boundTo } from './access-examples.ts'
import { boundSubjects, type Gravity } from './bound-subjects.ts'

/**
 * A role is given to requests without credentials.
 *
 * Restricted fields: subjects[*] of RoleBinding and ClusterRoleBinding
 * Allowed values:    anything but User system:anonymous and Group system:unauthenticated, which the API server gives to
 *                    such requests; these only in the bindings that Kubernetes and kubeadm make themselves
 */
export const boundToAnonymous = defineRule({
  id: 'bound-to-anonymous',
  title: 'Role is bound to requests without credentials',
  severity: 'high',
  category: 'rbac',
  visit: 'resource',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  profile: 'default',
  frameworks: { mitre: ['T1078.001'] },
  fix: 'evidence',
  description:
    'Reported for every subject that is the user `system:anonymous` or the group `system:unauthenticated`, as bad as what the role allows after aggregation: critical for everything, and for Secrets, pods and what else takes over accounts or nodes; low when it allows nothing, or only what the API server tells everybody about itself. A role that is not in what was read counts as medium. Not reported are `system:public-info-viewer` and the binding of kubeadm that shows the ConfigMap cluster-info, as long as they give no more than they are made for. Groups of the name `system:anonymous`, and users of the name `system:unauthenticated`, are nobody.',
  why: 'Whoever reaches the API server gets the role: no account, token or certificate is asked for, and the audit log cannot tell who it was.',
  remedy: 'Remove the subject, and bind the role to an account of whoever needs it.',
  examples: {
    bad: boundTo({ kind: 'User', name: 'system:anonymous' }, 'dashboard', 'view'),
    good: boundTo({ kind: 'ServiceAccount', name: 'dashboard', namespace: 'dashboard' }, 'dashboard', 'view'),
  },
  check: ({ resource, cluster }) => boundSubjects(resource, cluster, isAnonymous, gravity),
})

/** Source: kubernetes/apiserver pkg/authentication/request/anonymous. */
function isAnonymous({ kind, name }: Subject): boolean {
  return (kind === 'User' && name === 'system:anonymous') || (kind === 'Group' && name === 'system:unauthenticated')
}

const gravity: Gravity = {
  everything: ['critical', 'critical'],
  takeover: ['critical', 'critical'],
  writes: ['high', 'high'],
  reads: ['high', 'medium'],
  unknown: ['medium', 'medium'],
  discovery: ['low', 'low'],
  nothing: ['low', 'low'],
}
