import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canChangeDnsConfig } from './can-change-dns-config.ts'

testRule(canChangeDnsConfig, {
  pass: [
    { name: 'another namespace', yaml: boundRole("- apiGroups: ['']\n  resources: [configmaps]\n  verbs: [update]") },
    {
      name: 'creating them',
      yaml: boundRole("- apiGroups: ['']\n  resources: [configmaps]\n  verbs: [create]", 'kube-system'),
    },
    {
      name: 'other names',
      yaml: boundRole(
        "- apiGroups: ['']\n  resources: [configmaps]\n  resourceNames: [a, b]\n  verbs: [patch]",
        'kube-system',
      ),
    },
  ],
  fail: [
    {
      name: 'by name',
      yaml: boundRole(
        "- apiGroups: ['']\n  resources: [configmaps]\n  resourceNames: [coredns]\n  verbs: [patch]",
        'kube-system',
      ),
      at: ['roleRef.name'],
      severity: 'high',
      message: /may change how names are resolved in the cluster \(patch configmaps\) in the namespace kube-system/,
      fixed: boundRole('', 'kube-system').replace(/rules:\s*---/, 'rules: []\n---'),
    },
    {
      name: 'the name among others',
      yaml: boundRole(
        "- apiGroups: ['']\n  resources: [configmaps]\n  resourceNames: [a, coredns]\n  verbs: [patch]",
        'kube-system',
      ),
      at: ['roleRef.name'],
      severity: 'high',
    },
    {
      name: 'the whole cluster',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [configmaps]\n  verbs: [update]"),
      at: ['roleRef.name'],
      severity: 'high',
    },
    {
      name: 'a role that nobody is bound to',
      yaml: boundRole("- apiGroups: ['']\n  resources: [configmaps]\n  verbs: [update]", 'kube-system').replace(
        /---[^]*/,
        '',
      ),
      at: ['rules[0]'],
      severity: 'low',
    },
  ],
})
