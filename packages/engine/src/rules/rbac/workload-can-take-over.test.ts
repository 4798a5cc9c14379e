import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { workloadCanTakeOver } from './workload-can-take-over.ts'

const pod = (spec: string) =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: ci }\nspec:\n  ${spec}containers: [{ name: a, image: a.example/a:1 }]\n`
const own = pod('serviceAccountName: deployer\n  ')

testRule(workloadCanTakeOver, {
  pass: [
    {
      name: 'another account',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [list]") + pod(''),
    },
    {
      name: 'a namespace alone',
      yaml: boundRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [list]", 'ci') + own,
    },
    {
      name: 'one Secret by name',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [secrets]\n  resourceNames: [a]\n  verbs: [get]") + own,
    },
    {
      name: 'impersonating users without groups',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [users]\n  verbs: [impersonate]") + own,
    },
    {
      name: 'escalate without writing',
      yaml:
        boundClusterRole(
          "- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterroles]\n  verbs: [escalate]",
        ) + own,
    },
    {
      name: 'bind on bindings',
      yaml:
        boundClusterRole(
          "- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterrolebindings]\n  verbs: [bind, create]",
        ) + own,
    },
    {
      name: 'bind for another role',
      yaml:
        boundClusterRole(
          "- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterroles]\n  resourceNames: [view]\n  verbs: [bind]\n- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterrolebindings]\n  verbs: [create]",
        ) + own,
    },
    {
      name: 'approving for another signer',
      yaml:
        boundClusterRole(
          "- apiGroups: ['certificates.k8s.io']\n  resources: [certificatesigningrequests/approval]\n  verbs: [update]\n- apiGroups: ['certificates.k8s.io']\n  resources: [signers]\n  resourceNames: [example.com/a]\n  verbs: [approve]\n- apiGroups: ['certificates.k8s.io']\n  resources: [certificatesigningrequests]\n  verbs: [create]",
        ) + own,
    },
    { name: 'pods/*', yaml: boundClusterRole("- apiGroups: ['']\n  resources: [pods/*]\n  verbs: [create]") + own },
  ],
  fail: [
    {
      name: 'everything',
      yaml: boundClusterRole("- apiGroups: ['*']\n  resources: ['*']\n  verbs: ['*']") + own,
      at: ['spec.serviceAccountName'],
      severity: 'critical',
      message:
        /^the pods run as ServiceAccount ci\/deployer, which may do everything: ClusterRoleBinding deployer gives it rules\[0\] of ClusterRole deployer \(line 6\)$/,
    },
    {
      name: 'cluster-admin, which is not in the input',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [get]")
        .replace('kind: ClusterRole\n  name: deployer', 'kind: ClusterRole\n  name: cluster-admin')
        .concat(own),
      at: ['spec.serviceAccountName'],
      severity: 'critical',
      message:
        /which may do everything: ClusterRoleBinding deployer gives it ClusterRole cluster-admin, which Kubernetes brings$/,
    },
    {
      name: 'reading everything',
      yaml: boundClusterRole("- apiGroups: ['*']\n  resources: ['*']\n  verbs: [list]") + own,
      at: ['spec.serviceAccountName'],
      message: /read every Secret/,
    },
    {
      name: 'no token mounted',
      yaml:
        boundClusterRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [watch]") +
        pod('serviceAccountName: deployer\n  automountServiceAccountToken: false\n  '),
      at: ['spec.serviceAccountName'],
      severity: 'high',
    },
    {
      name: 'the deprecated field',
      yaml:
        boundClusterRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [watch]") +
        pod('serviceAccount: deployer\n  '),
      at: ['spec.serviceAccount'],
    },
    {
      name: 'the group of every account',
      yaml:
        boundClusterRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [create]").replace(
          / {2}- kind: ServiceAccount[^]*/,
          '  - { kind: Group, name: system:serviceaccounts }\n',
        ) + pod(''),
      at: ['spec.serviceAccountName'],
      message: /ServiceAccount ci\/default, which may create pods in every namespace/,
    },
    {
      name: 'the group of its namespace',
      yaml:
        boundClusterRole("- apiGroups: ['']\n  resources: [pods/attach]\n  verbs: [create]").replace(
          / {2}- kind: ServiceAccount[^]*/,
          '  - { kind: Group, name: "system:serviceaccounts:ci" }\n',
        ) + pod(''),
      at: ['spec.serviceAccountName'],
      message: /run commands in every pod:/,
    },
    {
      name: 'its name as a user',
      yaml:
        boundClusterRole("- apiGroups: ['']\n  resources: [serviceaccounts/token]\n  verbs: [create]").replace(
          / {2}- kind: ServiceAccount[^]*/,
          '  - { kind: User, name: "system:serviceaccount:ci:deployer" }\n',
        ) + own,
      at: ['spec.serviceAccountName'],
      message: /make tokens of every service account/,
    },
    {
      name: 'kubelets',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [nodes/proxy]\n  verbs: [get]") + own,
      at: ['spec.serviceAccountName'],
      message: /through the kubelets/,
    },
    {
      name: 'mutating webhooks',
      yaml:
        boundClusterRole(
          "- apiGroups: ['admissionregistration.k8s.io']\n  resources: [mutatingwebhookconfigurations]\n  verbs: [patch]",
        ) + own,
      at: ['spec.serviceAccountName'],
      message: /alter every object/,
    },
    {
      name: 'certificates',
      yaml:
        boundClusterRole(
          "- apiGroups: ['certificates.k8s.io']\n  resources: [certificatesigningrequests/approval]\n  verbs: [update]\n- apiGroups: ['certificates.k8s.io']\n  resources: [signers]\n  verbs: [approve]\n- apiGroups: ['certificates.k8s.io']\n  resources: [certificatesigningrequests]\n  verbs: [create]",
        ) + own,
      at: ['spec.serviceAccountName'],
      message: /make client certificates for anybody/,
    },
    {
      name: 'impersonating a group',
      yaml: boundClusterRole("- apiGroups: ['']\n  resources: [users, groups]\n  verbs: [impersonate]") + own,
      at: ['spec.serviceAccountName'],
      message: /member of system:masters/,
    },
    {
      name: 'escalate',
      yaml:
        boundClusterRole(
          "- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterroles]\n  verbs: [escalate, patch]",
        ) + own,
      at: ['spec.serviceAccountName'],
      message: /write any right into ClusterRoles/,
    },
    {
      name: 'halves from two bindings',
      yaml: `${boundClusterRole("- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterroles]\n  verbs: [bind]")}---\n${boundClusterRole("- apiGroups: ['rbac.authorization.k8s.io']\n  resources: [clusterrolebindings]\n  verbs: [create]").replaceAll('name: deployer\n', 'name: other\n').replace('name: other\n    namespace', 'name: deployer\n    namespace') + own}`,
      at: ['spec.serviceAccountName'],
      message:
        /bind cluster-admin to anybody: ClusterRoleBinding deployer gives it .*; ClusterRoleBinding other gives it/,
    },
  ],
})
