import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canDelete } from './can-delete.ts'

testRule(canDelete, {
  pass: [
    {
      name: 'deletecollection by name, which no request carries',
      yaml: boundRole(
        "- apiGroups: ['apps']\n  resources: [deployments]\n  resourceNames: [web]\n  verbs: [deletecollection]",
      ),
    },
    {
      name: 'an old group',
      yaml: boundRole("- apiGroups: ['extensions']\n  resources: [deployments]\n  verbs: [delete]"),
    },
  ],
  fail: [
    {
      name: 'deletecollection alone',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [get, deletecollection]"),
      at: ['roleRef.name'],
      severity: 'low',
      message: /\(deletecollection pods\)/,
      fixed: boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [get]"),
    },
    {
      name: 'the whole cluster',
      yaml: boundClusterRole("- apiGroups: ['batch']\n  resources: [jobs]\n  verbs: [delete]"),
      at: ['roleRef.name'],
      severity: 'medium',
    },
  ],
})
