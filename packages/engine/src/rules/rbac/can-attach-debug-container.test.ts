import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canAttachDebugContainer } from './can-attach-debug-container.ts'

testRule(canAttachDebugContainer, {
  pass: [
    { name: 'pods themselves', yaml: boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [update, patch]") },
    {
      name: 'creating, which there is not',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods/ephemeralcontainers]\n  verbs: [create]"),
    },
  ],
  fail: [
    {
      name: 'patch',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods/ephemeralcontainers]\n  verbs: [get, patch]"),
      at: ['roleRef.name'],
      severity: 'medium',
      fixed: boundRole("- apiGroups: ['']\n  resources: [pods/ephemeralcontainers]\n  verbs: [get]"),
    },
    {
      name: 'the whole cluster',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [pods/ephemeralcontainers]\n  verbs: [update]"),
      at: ['roleRef.name'],
      severity: 'high',
    },
  ],
})
