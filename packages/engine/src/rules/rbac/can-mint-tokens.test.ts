import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canMintTokens } from './can-mint-tokens.ts'

testRule(canMintTokens, {
  pass: [
    {
      name: 'service accounts themselves',
      yaml: boundRole("- apiGroups: ['']\n  resources: [serviceaccounts]\n  verbs: ['*']"),
    },
    {
      name: 'serviceaccounts/*, which means nothing',
      yaml: boundRole("- apiGroups: ['']\n  resources: [serviceaccounts/*]\n  verbs: [create]"),
    },
    { name: 'reading', yaml: boundRole("- apiGroups: ['']\n  resources: [serviceaccounts/token]\n  verbs: [get]") },
  ],
  fail: [
    {
      name: 'one account by name: it stands in the URL',
      yaml: boundRole(
        "- apiGroups: ['']\n  resources: [serviceaccounts/token]\n  resourceNames: [web]\n  verbs: [create]",
      ),
      at: ['roleRef.name'],
      severity: 'low',
      message: /only web/,
    },
    {
      name: '*/token in the whole cluster',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: ['*/token']\n  verbs: [create]"),
      at: ['roleRef.name'],
      severity: 'high',
    },
    {
      name: 'beside accounts',
      yaml: boundRole("- apiGroups: ['']\n  resources: [serviceaccounts, serviceaccounts/token]\n  verbs: [create]"),
      at: ['roleRef.name'],
      severity: 'medium',
      fixed: boundRole("- apiGroups: ['']\n  resources: [serviceaccounts]\n  verbs: [create]"),
    },
  ],
})
