import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canPortForward } from './can-port-forward.ts'

testRule(canPortForward, {
  pass: [{ name: 'the log', yaml: boundRole("- apiGroups: ['']\n  resources: [pods/log]\n  verbs: [get]") }],
  fail: [
    {
      name: 'get on services/proxy',
      yaml: boundRole("- apiGroups: ['']\n  resources: [services/proxy]\n  verbs: [get]"),
      at: ['roleRef.name'],
      severity: 'low',
      message: /reach ports of Services \(get services\/proxy\)/,
    },
    {
      name: 'the whole cluster',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [pods/portforward, pods/proxy]\n  verbs: [create]"),
      at: ['roleRef.name'],
      severity: 'medium',
      fixed: boundClusterRole('').replace(/rules:\s*---/, 'rules: []\n---'),
    },
  ],
})
