import { testRule } from '../../../test/rule-tester.ts'
import { boundRole } from './access-examples.ts'
import { canDeleteLogs } from './can-delete-logs.ts'

testRule(canDeleteLogs, {
  pass: [
    {
      name: 'pods/*, which means nothing',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods/*]\n  verbs: [delete]"),
    },
  ],
  fail: [
    {
      name: '*/log',
      yaml: boundRole("- apiGroups: ['']\n  resources: ['*/log']\n  verbs: [delete]"),
      at: ['roleRef.name'],
      severity: 'low',
    },
  ],
})
