import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canChangeNodeStatus } from './can-change-node-status.ts'

testRule(canChangeNodeStatus, {
  pass: [
    {
      name: 'a Role, where there are no nodes',
      yaml: boundRole("- apiGroups: ['']\n  resources: [nodes/status]\n  verbs: [patch]"),
    },
    { name: 'nodes themselves', yaml: boundClusterRole("- apiGroups: ['']\n  resources: [nodes]\n  verbs: [patch]") },
  ],
  fail: [
    {
      name: 'one node by name',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [nodes/status]\n  resourceNames: [a]\n  verbs: [patch]"),
      at: ['roleRef.name'],
      severity: 'low',
      message: /only a\)/,
    },
  ],
})
