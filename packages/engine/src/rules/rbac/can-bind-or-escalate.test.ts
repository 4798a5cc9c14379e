import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canBindOrEscalate } from './can-bind-or-escalate.ts'

testRule(canBindOrEscalate, {
  pass: [
    {
      name: 'bind on bindings, which nobody is asked about',
      yaml: boundClusterRole(
        "- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [rolebindings, clusterrolebindings]\n  verbs: [bind, escalate, create]",
      ),
    },
    {
      name: 'writing bindings and roles, which the API server guards',
      yaml: boundClusterRole(
        "- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [roles, clusterroles, rolebindings, clusterrolebindings]\n  verbs: [create, update, patch, delete]",
      ),
    },
    {
      name: 'escalate on clusterroles in a Role, where they are not',
      yaml: boundRole(
        "- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterroles]\n  verbs: [escalate, update]",
      ),
    },
    {
      name: 'another group',
      yaml: boundClusterRole(
        "- apiGroups: ['']\n  resources: [clusterroles]\n  verbs: [bind]\n- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterrolebindings]\n  verbs: [create]",
      ),
    },
  ],
  fail: [
    {
      name: 'bind beside writing bindings',
      yaml: boundClusterRole(
        "- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterroles]\n  verbs: [bind]\n- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterrolebindings]\n  verbs: [create]",
      ),
      at: ['roleRef.name'],
      severity: 'high',
      message: /may bind roles to anybody, beyond their own rights \(bind clusterroles\), by rules\[0\]/,
    },
    {
      name: 'the same by two bindings',
      yaml: `${boundClusterRole("- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterroles]\n  verbs: [bind]")}---\n${boundClusterRole("- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterrolebindings]\n  verbs: [patch]").replaceAll('name: deployer\n', 'name: other\n').replace('name: other\n    namespace', 'name: deployer\n    namespace')}`,
      at: ['roleRef.name'],
      severity: 'high',
    },
    {
      name: 'bind alone',
      yaml: boundClusterRole(
        "- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterroles]\n  verbs: [bind]",
      ),
      at: ['roleRef.name'],
      severity: 'low',
      message: /as soon as they may write bindings/,
    },
    {
      name: 'named roles',
      yaml: boundClusterRole(
        "- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterroles]\n  resourceNames: [view]\n  verbs: [bind]\n- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterrolebindings]\n  verbs: [create]",
      ),
      at: ['roleRef.name'],
      severity: 'medium',
      message: /only view/,
    },
    {
      name: '* on roles, which holds escalate and bind',
      yaml: boundRole("- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [roles]\n  verbs: ['*']"),
      at: ['roleRef.name'],
      severity: 'medium',
      message: /write rights into roles, beyond their own \(escalate roles\) in the namespace shop/,
    },
    {
      name: 'a ClusterRole bound in a namespace',
      yaml: boundRole(
        "- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterroles]\n  verbs: [bind]\n- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [rolebindings]\n  verbs: [create]",
      ),
      at: ['roleRef.name'],
      severity: 'medium',
      fixed: boundRole("- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [rolebindings]\n  verbs: [create]"),
    },
    {
      name: 'escalate in the whole cluster',
      yaml: boundClusterRole(
        "- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterroles]\n  verbs: [escalate, update]",
      ),
      at: ['roleRef.name'],
      severity: 'high',
      fixed: boundClusterRole(
        "- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterroles]\n  verbs: [update]",
      ),
    },
  ],
})
