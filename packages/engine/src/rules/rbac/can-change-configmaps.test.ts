import { testRule } from '../../../test/rule-tester.ts'
import { boundRole } from './access-examples.ts'
import { canChangeConfigmaps } from './can-change-configmaps.ts'

testRule(canChangeConfigmaps, {
  pass: [
    { name: 'reading', yaml: boundRole("- apiGroups: ['']\n  resources: [configmaps]\n  verbs: [get, list, watch]") },
  ],
  fail: [
    {
      name: 'create among reading',
      yaml: boundRole("- apiGroups: ['']\n  resources: [configmaps]\n  verbs: [get, create, patch]"),
      at: ['roleRef.name'],
      severity: 'low',
      fixed: boundRole("- apiGroups: ['']\n  resources: [configmaps]\n  verbs: [get]"),
    },
  ],
})
