import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canChangePodStatus } from './can-change-pod-status.ts'

testRule(canChangePodStatus, {
  pass: [
    { name: 'pods themselves', yaml: boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [update, patch]") },
  ],
  fail: [
    {
      name: 'patch',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods/status, pods/log]\n  verbs: [get, patch]"),
      at: ['roleRef.name'],
      severity: 'low',
    },
    {
      name: 'the whole cluster',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [pods/status]\n  verbs: [patch]"),
      at: ['roleRef.name'],
      severity: 'medium',
    },
  ],
})
