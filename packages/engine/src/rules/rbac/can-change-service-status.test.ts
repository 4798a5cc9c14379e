import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canChangeServiceStatus } from './can-change-service-status.ts'

testRule(canChangeServiceStatus, {
  pass: [
    {
      name: 'services themselves',
      yaml: boundRole("- apiGroups: ['']\n  resources: [services]\n  verbs: [update, patch]"),
    },
    { name: 'reading', yaml: boundRole("- apiGroups: ['']\n  resources: [services/status]\n  verbs: [get]") },
  ],
  fail: [
    {
      name: '*/status',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: ['*/status']\n  verbs: [patch]"),
      at: ['roleRef.name'],
      severity: 'medium',
    },
  ],
})
