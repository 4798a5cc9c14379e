import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canImpersonate } from './can-impersonate.ts'

testRule(canImpersonate, {
  pass: [
    {
      name: 'users and groups in a Role, where they are not',
      yaml: boundRole("- apiGroups: ['']\n  resources: [users, groups]\n  verbs: [impersonate]"),
    },
    {
      name: 'the same by a RoleBinding to a ClusterRole',
      yaml: boundRole("- apiGroups: ['']\n  resources: [users, groups]\n  verbs: [impersonate]")
        .replaceAll('kind: Role\n', 'kind: ClusterRole\n')
        .replace('  namespace: shop\nrules', 'rules'),
    },
    {
      name: 'groups alone: a user must be named too',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [groups]\n  verbs: [impersonate]"),
    },
    {
      name: 'a Role for users that nobody is bound to',
      yaml: boundRole("- apiGroups: ['']\n  resources: [users]\n  verbs: [impersonate]").replace(/---[^]*/, ''),
    },
    {
      name: 'another group',
      yaml: boundClusterRole("- apiGroups: ['authentication.k8s.io']\n  resources: [users]\n  verbs: [impersonate]"),
    },
  ],
  fail: [
    {
      name: 'users, by the verb *',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [users]\n  verbs: ['*']"),
      at: ['roleRef.name'],
      severity: 'high',
      message: /may act as other users \(impersonate users\), by/,
    },
    {
      name: 'named users',
      yaml: boundClusterRole(
        "- apiGroups: ['']\n  resources: [users]\n  resourceNames: [viewer]\n  verbs: [impersonate]",
      ),
      at: ['roleRef.name'],
      severity: 'medium',
      message: /only viewer/,
    },
    {
      name: 'groups beside users',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [users, groups]\n  verbs: [impersonate]"),
      at: ['roleRef.name'],
      severity: 'high',
      message: /act as other users and act as a member of other groups/,
      fixed: boundClusterRole('').replace(/rules:\s*---/, 'rules: []\n---'),
    },
    {
      name: 'service accounts in a namespace',
      yaml: boundRole("- apiGroups: ['']\n  resources: [serviceaccounts]\n  verbs: [impersonate, get]"),
      at: ['roleRef.name'],
      severity: 'medium',
      message: /act as service accounts/,
      fixed: boundRole("- apiGroups: ['']\n  resources: [serviceaccounts]\n  verbs: [get]"),
    },
    {
      name: 'groups beside service accounts of another binding',
      yaml: `${boundClusterRole("- apiGroups: ['']\n  resources: [groups]\n  verbs: [impersonate]")}---\n${boundRole("- apiGroups: ['']\n  resources: [serviceaccounts]\n  verbs: [impersonate]")}`,
      at: ['roleRef.name', 'roleRef.name'],
    },
  ],
})
