import type { Subject } from '../../access/index.ts'
import { defineRule } from '../rule.ts'
import { boundTo } from './access-examples.ts'
import { boundSubjects, type Gravity } from './bound-subjects.ts'

/**
 * A role is given to everybody, or to every workload.
 *
 * Restricted fields: subjects[*] of RoleBinding and ClusterRoleBinding
 * Allowed values:    anything but Group system:authenticated and Group system:serviceaccounts; these only in the bindings
 *                    that Kubernetes makes itself
 */
export const boundToAuthenticated = defineRule({
  id: 'bound-to-authenticated',
  title: 'Role is bound to everybody with an account',
  severity: 'medium',
  category: 'rbac',
  visit: 'resource',
  kinds: ['RoleBinding', 'ClusterRoleBinding'],
  profile: 'default',
  frameworks: { mitre: ['T1078.001'] },
  fix: 'evidence',
  description:
    'Reported for every subject that is the group `system:authenticated`, of which every user and every workload is a member, or `system:serviceaccounts`, of which every workload is, as bad as what the role allows after aggregation: critical for everything, and for Secrets, pods and what else takes over accounts or nodes in the whole cluster; high for other writing, medium for reading; a step less in one namespace. Not reported are `system:basic-user`, `system:discovery`, `system:public-info-viewer` and `system:service-account-issuer-discovery`, as long as they give no more than they are made for.',
  why: 'Every workload has an account, in every namespace: a takeover of any of them gets the role, whatever it was meant for.',
  remedy: 'Remove the subject, and bind the role to the accounts that use it.',
  examples: {
    bad: boundTo({ kind: 'Group', name: 'system:authenticated' }, 'developers', 'edit'),
    good: boundTo({ kind: 'Group', name: 'shop-developers' }, 'developers', 'edit', 'shop'),
  },
  check: ({ resource, cluster }) => boundSubjects(resource, cluster, isEverybody, gravity),
})

function isEverybody({ kind, name }: Subject): boolean {
  return kind === 'Group' && (name === 'system:authenticated' || name === 'system:serviceaccounts')
}

const gravity: Gravity = {
  everything: ['critical', 'high'],
  takeover: ['critical', 'high'],
  writes: ['high', 'medium'],
  reads: ['medium', 'low'],
  unknown: ['medium', 'low'],
  discovery: ['low', 'low'],
  nothing: ['low', 'low'],
}
