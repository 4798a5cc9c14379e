import { testRule } from '../../../test/rule-tester.ts'
import { boundRole } from './access-examples.ts'
import { canDeleteEvents } from './can-delete-events.ts'

testRule(canDeleteEvents, {
  pass: [
    { name: 'writing them', yaml: boundRole("- apiGroups: ['']\n  resources: [events]\n  verbs: [create, patch]") },
  ],
  fail: [
    {
      name: 'by both groups in one rule',
      yaml: boundRole("- apiGroups: ['', events.k8s.io]\n  resources: [events]\n  verbs: [create, delete]"),
      at: ['roleRef.name'],
      severity: 'low',
      fixed: boundRole("- apiGroups: ['', events.k8s.io]\n  resources: [events]\n  verbs: [create]"),
    },
    {
      name: 'everybody who is signed in',
      yaml: boundRole("- apiGroups: ['']\n  resources: [events]\n  verbs: [delete]").replace(
        / {2}- kind: ServiceAccount[^]*/,
        '  - { kind: Group, name: system:authenticated }\n',
      ),
      at: ['roleRef.name'],
      severity: 'high',
    },
  ],
})
