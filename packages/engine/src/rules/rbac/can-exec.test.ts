import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canExec } from './can-exec.ts'

testRule(canExec, {
  pass: [
    {
      name: 'pods/*, which means nothing',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods/*]\n  verbs: [create, get]"),
    },
    {
      name: 'pods, which do not hold their subresources',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: ['*']"),
    },
    { name: 'exec as a resource', yaml: boundRole("- apiGroups: ['']\n  resources: [exec]\n  verbs: [create]") },
    {
      name: 'other subresources',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods/log, pods/portforward]\n  verbs: [get, create]"),
    },
  ],
  fail: [
    {
      name: '*/exec',
      yaml: boundRole("- apiGroups: ['']\n  resources: ['*/exec']\n  verbs: [create]"),
      at: ['roleRef.name'],
      severity: 'medium',
      message: /run commands in pods \(create pods\/exec\)/,
    },
    {
      name: 'attach by get alone',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods/attach]\n  verbs: [get]"),
      at: ['roleRef.name'],
      severity: 'low',
      message: /by a WebSocket, unless the API server is v1\.35 or later/,
    },
    {
      name: 'both, of which only the worse is told',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods/exec]\n  verbs: [get, create]"),
      at: ['roleRef.name'],
      severity: 'medium',
      message: /may run commands in pods \(create pods\/exec\) in/,
      fixed: boundRole('').replace(/rules:\s*---/, 'rules: []\n---'),
    },
    {
      name: 'one pod by name',
      yaml: boundRole("- apiGroups: ['']\n  resources: [pods/exec]\n  resourceNames: [web-0]\n  verbs: [create]"),
      at: ['roleRef.name'],
      severity: 'low',
      message: /only web-0/,
    },
    {
      name: 'reading everything in the core group',
      yaml: boundRole("- apiGroups: ['']\n  resources: ['*']\n  verbs: [get, list, watch]"),
      at: ['roleRef.name'],
      severity: 'low',
    },
    {
      name: 'everybody',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [pods/exec]\n  verbs: [create]").replace(
        / {2}- kind: ServiceAccount[^]*/,
        '  - { kind: User, name: system:anonymous }\n',
      ),
      at: ['roleRef.name'],
      severity: 'critical',
      message: /^User system:anonymous may/,
    },
  ],
})
