import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canReadSecrets } from './can-read-secrets.ts'

const secrets = (verbs: string, rest = '') => `- apiGroups: ['']\n  resources: [secrets]\n  verbs: [${verbs}]${rest}`
const to = (yaml: string, subject: string) => yaml.replace(/subjects:[^]*/, `subjects:\n  - ${subject}\n`)
const toDefault = (role: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: team, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${role} }
subjects: [{ kind: Group, name: team }]
`
const everything = `- apiGroups: ['*']\n  resources: ['*']\n  verbs: ['*']`

testRule(canReadSecrets, {
  pass: [
    { name: 'writing alone', yaml: boundRole(secrets('create, update, patch, delete')) },
    { name: 'another group of that name', yaml: boundRole(secrets('get').replace("''", 'example.com')) },
    { name: 'a binding to a role that is not there', yaml: boundRole(secrets('get')).replace(/^[^]*---\n/, '') },
    { name: 'a role that gives everything, which another rule is about', yaml: boundClusterRole(everything) },
    { name: 'that role while nobody is bound to it', yaml: boundClusterRole(everything).replace(/---[^]*/, '') },
    { name: 'view, which shows none', yaml: toDefault('view') },
    { name: 'cluster-admin, which another rule is about', yaml: toDefault('cluster-admin') },
    { name: 'lists that are none', yaml: boundRole('- verbs: {}\n  resources: secrets\n- ~') },
  ],
  fail: [
    {
      name: 'a Role in its namespace',
      yaml: boundRole(secrets('get, create')),
      at: ['roleRef.name'],
      marked: ['name: deployer'],
      severity: 'medium',
      message:
        /^ServiceAccount ci\/deployer may read Secrets \(get secrets\) in the namespace shop, by rules\[0\] of Role shop\/deployer \(line 7\)$/,
      fixed: boundRole(secrets('create')),
    },
    {
      name: 'all of a rule',
      yaml: boundRole(`${secrets('watch')}\n- apiGroups: ['']\n  resources: [pods]\n  verbs: [get]`),
      at: ['roleRef.name'],
      fixed: boundRole(`- apiGroups: ['']\n  resources: [pods]\n  verbs: [get]`),
    },
    {
      name: 'names, of which it says so',
      yaml: boundRole(secrets('get', '\n  resourceNames: [db, tls]')),
      at: ['roleRef.name'],
      severity: 'low',
      message: /only db and tls\) in the namespace/,
    },
    {
      name: 'the whole cluster',
      yaml: boundClusterRole(secrets('list')),
      at: ['roleRef.name'],
      severity: 'high',
      message: /list secrets\) in the whole cluster, by rules\[0\] of ClusterRole deployer/,
    },
    {
      name: 'reading all there is, with words and no edit',
      yaml: boundClusterRole(`- apiGroups: ['*']\n  resources: ['*']\n  verbs: [get, list, watch]`),
      at: ['roleRef.name'],
      severity: 'high',
    },
    {
      name: 'a name and a label that Kubernetes gives, on something else',
      yaml: boundClusterRole(secrets('list'))
        .replaceAll('name: deployer\n', 'name: system:x\n')
        .replaceAll('metadata:\n', 'metadata:\n  labels: { kubernetes.io/bootstrapping: rbac-defaults }\n'),
      at: ['roleRef.name'],
      severity: 'high',
    },
    {
      name: 'a default role that is not in the input',
      yaml: toDefault('edit'),
      at: ['roleRef.name'],
      severity: 'medium',
      message:
        /^Group team may read Secrets \(get, list, watch secrets\) in the namespace shop, by ClusterRole edit, which Kubernetes brings$/,
    },
    {
      name: 'what feeds a default role that is not in the input',
      yaml: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: feeder, labels: { rbac.authorization.k8s.io/aggregate-to-view: 'true' } }
rules: [{ apiGroups: [''], resources: [secrets, widgets], verbs: [get] }]
---
${toDefault('view')}`,
      at: ['roleRef.name'],
      severity: 'medium',
      message: /by rules\[0\] of ClusterRole feeder \(line 4\), by way of ClusterRole view$/,
    },
    {
      name: 'every account',
      yaml: to(boundRole(secrets('get')), 'kind: Group\n    name: system:serviceaccounts'),
      at: ['roleRef.name'],
      severity: 'critical',
      message: /^Group system:serviceaccounts may/,
    },
    {
      name: 'a role that nobody is bound to',
      yaml: boundRole(secrets('get')).replace(/---[^]*/, ''),
      at: ['rules[0]'],
      severity: 'low',
      message: /^whoever is bound to Role shop\/deployer may read Secrets \(get secrets\), and nobody is here$/,
    },
    {
      name: 'the rule of the role that an aggregate took it from',
      yaml: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: feeder, labels: { to: all } }
rules:
  - { apiGroups: [''], resources: [pods, secrets], verbs: [get] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: all }
aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: all } }] }
rules: []
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: b, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all }
subjects: [{ kind: User, name: jane }]
`,
      at: ['roleRef.name'],
      message: /^User jane may .* by rules\[0\] of ClusterRole feeder \(line 5\), by way of ClusterRole all$/,
    },
    {
      name: 'items of a List',
      yaml: `apiVersion: v1
kind: List
items:
  - { apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: { name: r }, rules: [{ apiGroups: [''], resources: [secrets, pods], verbs: [get] }] }
  - { apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: { name: b }, roleRef: { kind: Role, name: r, apiGroup: rbac.authorization.k8s.io }, subjects: [{ kind: ServiceAccount, name: a }] }
`,
      at: ['items[1].roleRef.name'],
      message: /^ServiceAccount default\/a .* in the namespace default/,
      fixed: `apiVersion: v1
kind: List
items:
  - { apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: { name: r }, rules: [{ apiGroups: [''], resources: [pods], verbs: [get] }] }
  - { apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: { name: b }, roleRef: { kind: Role, name: r, apiGroup: rbac.authorization.k8s.io }, subjects: [{ kind: ServiceAccount, name: a }] }
`,
    },
  ],
})
