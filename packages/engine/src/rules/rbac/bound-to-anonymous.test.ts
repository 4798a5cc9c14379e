import { testRule } from '../../../test/rule-tester.ts'
import { boundToAnonymous } from './bound-to-anonymous.ts'

const binding = (subjects: string, role = 'read', name = 'a') => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: ${name} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${role} }
subjects: ${subjects}
`

const clusterRole = (rules: string, name = 'read') => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ${name} }
rules: ${rules}
`

const inNamespace = (subjects: string, rules: string, namespace = 'shop', name = 'a') =>
  `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: '${name}', namespace: ${namespace} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: '${name}' }
subjects: ${subjects}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: '${name}', namespace: ${namespace} }
rules: ${rules}
`

const anonymous = '[{ kind: User, name: system:anonymous }]'
const unauthenticated = '[{ kind: Group, name: system:unauthenticated }]'
const everybody = '[{ kind: Group, name: system:authenticated }, { kind: Group, name: system:unauthenticated }]'
const info = '[{ verbs: [get], nonResourceURLs: [/healthz, /livez, /readyz, /version, /version/] }]'
const clusterInfo = (names: string) =>
  inNamespace(
    anonymous,
    `[{ verbs: [get], apiGroups: [''], resources: [configmaps], resourceNames: ${names} }]`,
    'kube-public',
    'kubeadm:bootstrap-signer-clusterinfo',
  )

const at = ['subjects[0]']

testRule(boundToAnonymous, {
  pass: [
    {
      name: 'what Kubernetes shows everybody',
      yaml:
        binding(everybody, 'system:public-info-viewer', 'system:public-info-viewer') +
        clusterRole(info, 'system:public-info-viewer'),
    },
    {
      name: 'the same without its role',
      yaml: binding(everybody, 'system:public-info-viewer', 'system:public-info-viewer'),
    },
    { name: 'the ConfigMap that kubeadm shows to nodes that join', yaml: clusterInfo('[cluster-info]') },
    {
      name: 'a group and a user of those names, who are nobody',
      yaml: binding('[{ kind: Group, name: system:anonymous }, { kind: User, name: system:unauthenticated }]'),
    },
    { name: 'a name in another case', yaml: binding('[{ kind: User, name: System:Anonymous }]') },
    { name: 'no subjects', yaml: binding('') },
    { name: 'subjects that are none', yaml: binding('[~, system:anonymous]') },
  ],
  fail: [
    {
      name: 'the user, of several subjects',
      yaml: binding('[{ kind: User, name: a }, { kind: User, name: system:anonymous }]', 'cluster-admin'),
      at: ['subjects[1]'],
      marked: ['name: system:anonymous'],
      severity: 'critical',
      message: /^User system:anonymous may do everything in the whole cluster, through ClusterRole cluster-admin$/,
      fixed: binding('[{ kind: User, name: a }]', 'cluster-admin'),
    },
    {
      name: 'both, and leaves no subject',
      yaml: binding('[{ kind: Group, name: system:unauthenticated }, { kind: User, name: system:anonymous }]'),
      at: ['subjects[0]', 'subjects[1]'],
      severity: 'medium',
      message: /may do what ClusterRole read allows, which is not in what was read$/,
      fixed: binding('[]'),
    },
    {
      name: 'Secrets',
      yaml: binding(unauthenticated) + clusterRole("[{ verbs: [list], apiGroups: [''], resources: [secrets] }]"),
      at,
      severity: 'critical',
      message: /^Group system:unauthenticated may list secrets in the whole cluster/,
    },
    {
      name: 'one Secret by its name',
      yaml: inNamespace(anonymous, "[{ verbs: [get], apiGroups: [''], resources: [secrets], resourceNames: [a] }]"),
      at,
      severity: 'critical',
      message: /may get secrets in the namespace shop, through Role a$/,
    },
    {
      name: 'exec through a wildcard before a subresource',
      yaml: binding(anonymous) + clusterRole("[{ verbs: [create], apiGroups: [''], resources: ['*/exec'] }]"),
      at,
      severity: 'critical',
      message: /may create pods\/exec/,
    },
    {
      name: 'writing',
      yaml: binding(anonymous) + clusterRole("[{ verbs: [get, delete], apiGroups: [''], resources: [configmaps] }]"),
      at,
      severity: 'high',
      message: /may delete configmaps/,
    },
    {
      name: 'reading',
      yaml: binding(anonymous) + clusterRole("[{ verbs: [list], apiGroups: [''], resources: [nodes] }]"),
      at,
      severity: 'high',
      message: /may list nodes/,
    },
    {
      name: 'a URL that tells more than how the API server is',
      yaml: binding(anonymous) + clusterRole('[{ verbs: [get], nonResourceURLs: [/version, /metrics] }]'),
      at,
      severity: 'high',
      message: /may get \/metrics/,
    },
    {
      name: 'reading in a namespace',
      yaml: inNamespace(anonymous, "[{ verbs: [get], apiGroups: [''], resources: [services] }]"),
      at,
      severity: 'medium',
    },
    {
      name: 'what is not reached from a namespace, which is nothing',
      yaml: inNamespace(
        anonymous,
        "[{ verbs: [get, list], apiGroups: [''], resources: [nodes, persistentvolumes] }, { verbs: ['*'], nonResourceURLs: ['*'] }]",
      ),
      at,
      severity: 'low',
      message: /^User system:anonymous is bound to Role a, which allows nothing today$/,
    },
    {
      name: 'users and signers in a namespace, verbs in capitals and with stars',
      yaml: inNamespace(
        anonymous,
        "[{ verbs: [impersonate], apiGroups: [''], resources: [users, groups] }, { verbs: ['*'], apiGroups: [certificates.k8s.io], resources: [signers] }, { verbs: [GET, 'list*'], apiGroups: [''], resources: [pods] }]",
      ),
      at,
      severity: 'low',
      message: /allows nothing today/,
    },
    {
      name: 'accounts in a namespace, whom whoever impersonates becomes',
      yaml: inNamespace(anonymous, "[{ verbs: [impersonate], apiGroups: [''], resources: [serviceaccounts] }]"),
      at,
      severity: 'critical',
      message: /may impersonate serviceaccounts in the namespace shop/,
    },
    {
      name: 'a binding that names no role',
      yaml: binding(anonymous).replace(/roleRef: .*/, 'roleRef:'),
      at,
      severity: 'medium',
      message: /may do what a role that it does not name allows/,
    },
    {
      name: 'the namespace itself, which is reached from within it',
      yaml: inNamespace(anonymous, "[{ verbs: [get], apiGroups: [''], resources: [namespaces] }]"),
      at,
      severity: 'medium',
    },
    {
      name: 'a pattern that matches nothing',
      yaml: binding(anonymous) + clusterRole("[{ verbs: ['*'], apiGroups: [''], resources: ['pods/*'] }]"),
      at,
      severity: 'low',
      message: /allows nothing/,
    },
    {
      name: 'a role without rules, and rules without verbs',
      yaml: `${binding(anonymous)}${clusterRole('')}---\n${binding(anonymous, 'mute', 'b')}${clusterRole('[~, { verbs: ~, apiGroups: [""], resources: [pods] }]', 'mute')}`,
      at: ['subjects[0]', 'subjects[0]'],
      severity: 'low',
      message: /allows nothing today/,
    },
    {
      name: 'discovery as before v1.14',
      yaml: binding(unauthenticated, 'system:discovery', 'system:discovery'),
      at,
      severity: 'low',
      message: /may read what the API server tells about itself/,
    },
    {
      name: 'the role that everybody has, after a rule was added',
      yaml:
        binding(everybody, 'system:public-info-viewer', 'system:public-info-viewer') +
        clusterRole(
          info.replace(/]$/, ", { verbs: [get], apiGroups: [''], resources: [pods/log] }]"),
          'system:public-info-viewer',
        ),
      at: ['subjects[1]'],
      severity: 'high',
      message: /may get pods\/log/,
    },
    {
      name: "kubeadm's binding, after its role was widened",
      yaml: clusterInfo('[]'),
      at,
      severity: 'medium',
      message: /may get configmaps in the namespace kube-public/,
    },
    {
      name: 'an aggregate',
      yaml: `${binding(anonymous)}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: read }
aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: read } }] }
rules: ~
${clusterRole("[{ verbs: [watch], apiGroups: [''], resources: [secrets] }]", 'part, labels: { to: read }')}`,
      at,
      severity: 'critical',
      message: /may watch secrets/,
    },
    {
      name: 'an aggregate of every ClusterRole, cluster-admin among them, which is there without being declared',
      yaml: `${binding(anonymous)}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: read }
aggregationRule: { clusterRoleSelectors: [{}] }
rules: ~
`,
      at,
      severity: 'critical',
      message: /may do everything in the whole cluster/,
    },
    {
      name: 'items of a List',
      yaml: `apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: { name: a }
    roleRef: { kind: ClusterRole, name: view }
    subjects:
      - kind: User
        name: system:anonymous
`,
      at: ['items[0].subjects[0]'],
      severity: 'medium',
      message: /may get configmaps in the namespace default, through ClusterRole view/,
    },
  ],
})
