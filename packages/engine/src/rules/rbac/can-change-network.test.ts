import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canChangeNetwork } from './can-change-network.ts'

testRule(canChangeNetwork, {
  pass: [
    {
      name: 'status, a resource of its own',
      yaml: boundRole("- apiGroups: ['']\n  resources: [services/status]\n  verbs: [update]"),
    },
  ],
  fail: [
    {
      name: 'services of the core group',
      yaml: boundRole("- apiGroups: ['']\n  resources: [services]\n  verbs: [get, patch]"),
      at: ['roleRef.name'],
      severity: 'low',
      fixed: boundRole("- apiGroups: ['']\n  resources: [services]\n  verbs: [get]"),
    },
    {
      name: 'policies in the whole cluster',
      yaml: boundClusterRole("- apiGroups: ['networking.k8s.io']\n  resources: [networkpolicies]\n  verbs: [delete]"),
      at: ['roleRef.name'],
      severity: 'medium',
    },
  ],
})
