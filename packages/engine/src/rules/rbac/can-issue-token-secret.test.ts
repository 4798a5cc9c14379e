import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canIssueTokenSecret } from './can-issue-token-secret.ts'

testRule(canIssueTokenSecret, {
  pass: [
    {
      name: 'create without a way to see it',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [create]"),
    },
    {
      name: 'reading without creating',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [get, update]"),
    },
    {
      name: 'reading in another namespace',
      yaml: `${boundRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [create]")}---\n${boundRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [get]", 'other')}`,
    },
  ],
  fail: [
    {
      name: 'with reading',
      yaml: boundRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [create, get]"),
      at: ['roleRef.name'],
      severity: 'medium',
      message: /never expire \(create secrets\) in the namespace shop/,
      fixed: boundRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [get]"),
    },
    {
      name: 'with pods that mount it',
      yaml: boundRole("- apiGroups: ['']\n  resources: [secrets, pods]\n  verbs: [create]"),
      at: ['roleRef.name'],
      severity: 'medium',
      fixed: boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [create]"),
    },
    {
      name: 'kube-system',
      yaml: boundRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [create, list]", 'kube-system'),
      at: ['roleRef.name'],
      severity: 'high',
    },
    {
      name: 'reading by another binding',
      yaml: `${boundRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [create]")}---\n${boundClusterRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [watch]")}`,
      at: ['roleRef.name'],
      severity: 'medium',
    },
  ],
})
