import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canChangeAwsAuth } from './can-change-aws-auth.ts'

testRule(canChangeAwsAuth, {
  pass: [
    {
      name: 'all ConfigMaps of a cluster that is not known to be one of EKS',
      yaml: boundRole("- apiGroups: ['']\n  resources: [configmaps]\n  verbs: [update]", 'kube-system'),
    },
    {
      name: 'another namespace',
      yaml: boundRole("- apiGroups: ['']\n  resources: [configmaps]\n  resourceNames: [aws-auth]\n  verbs: [update]"),
    },
  ],
  fail: [
    {
      name: 'all ConfigMaps on EKS',
      yaml:
        boundClusterRole("- apiGroups: ['']\n  resources: [configmaps]\n  verbs: [update]") +
        '---\napiVersion: v1\nkind: ServiceAccount\nmetadata: { name: a, annotations: { eks.amazonaws.com/role-arn: "arn:aws:iam::1:role/a" } }\n',
      at: ['roleRef.name'],
      severity: 'high',
    },
    {
      name: 'by name in the whole cluster',
      yaml: boundClusterRole(
        "- apiGroups: ['']\n  resources: [configmaps]\n  resourceNames: [aws-auth]\n  verbs: [patch]",
      ),
      at: ['roleRef.name'],
      severity: 'high',
      fixed: boundClusterRole('').replace(/rules:\s*---/, 'rules: []\n---'),
    },
    {
      name: 'a role that nobody is bound to',
      yaml: boundRole(
        "- apiGroups: ['']\n  resources: [configmaps]\n  resourceNames: [aws-auth]\n  verbs: [update]",
        'kube-system',
      ).replace(/---[^]*/, ''),
      at: ['rules[0]'],
      severity: 'low',
    },
  ],
})
