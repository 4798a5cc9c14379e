import { testRule } from '../../../test/rule-tester.ts'
import { clusterAdminBound } from './cluster-admin-bound.ts'

interface Parts {
  readonly kind?: string
  readonly name?: string
  readonly role?: string
  readonly namespace?: string
}

const binding = (subjects: string, { kind = 'ClusterRoleBinding', name = 'a', role, namespace }: Parts = {}) =>
  `apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${role ?? 'cluster-admin'} }
subjects: ${subjects}
`

const clusterRole = (name: string, body: string, labels = '{}') => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ${name}, labels: ${labels} }
${body}
`

const web = '[{ kind: ServiceAccount, name: web, namespace: shop }]'
const people = '[{ kind: Group, name: operations }]'
const all = "rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }]"

testRule(clusterAdminBound, {
  pass: [
    {
      name: "Kubernetes' own binding",
      yaml: binding('[{ kind: Group, name: system:masters }]', { name: 'cluster-admin' }),
    },
    {
      name: "kubeadm's own binding",
      yaml: binding('[{ kind: Group, name: kubeadm:cluster-admins }]', { name: 'kubeadm:cluster-admins' }),
    },
    {
      name: 'only system:masters, which is allowed everything without it',
      yaml: binding('[{ kind: Group, name: system:masters }]'),
    },
    { name: 'no subjects', yaml: binding('') },
    { name: 'an empty list of subjects', yaml: binding('[]') },
    { name: 'subjects that are none', yaml: binding('[~, web, { kind: Robot, name: web }]') },
    {
      name: 'an account without a namespace in a ClusterRoleBinding, which is nobody',
      yaml: binding('[{ kind: ServiceAccount, name: web }]'),
    },
    { name: 'a name in another case', yaml: binding(web, { role: 'Cluster-Admin' }) },
    { name: 'another role that is not there', yaml: binding(web, { role: 'superuser' }) },
    {
      name: 'a role that allows everything by several rules but one group',
      yaml:
        binding(web, { role: 'wide' }) +
        clusterRole(
          'wide',
          "rules: [{ verbs: ['*'], apiGroups: [apps], resources: ['*'] }, { verbs: [get], apiGroups: ['*'], resources: ['*'] }]",
        ),
    },
    {
      name: 'everything of one name',
      yaml:
        binding(web, { role: 'named' }) +
        clusterRole('named', "rules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'], resourceNames: [web] }]"),
    },
    { name: 'a role without rules', yaml: binding(web, { role: 'none' }) + clusterRole('none', 'rules:') },
    {
      name: 'an aggregate, whose own rules are replaced',
      yaml:
        binding(web, { role: 'sum' }) +
        clusterRole('sum', `aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: sum } }] }\n${all}`),
    },
    {
      name: 'a Role of another namespace',
      yaml: `${binding(web, { kind: 'RoleBinding', role: 'all', namespace: 'shop' }).replace('kind: ClusterRole,', 'kind: Role,')}---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: all, namespace: billing }
${all}
`,
    },
    {
      name: 'kinds of that name elsewhere',
      yaml: binding(web).replace('rbac.authorization.k8s.io/v1', 'rbac.example/v1'),
    },
  ],
  fail: [
    {
      name: 'cluster-admin by its name, where it is not in the input',
      yaml: binding(web),
      at: ['roleRef.name'],
      marked: ['name: cluster-admin'],
      severity: 'critical',
      message: /^ServiceAccount shop\/web may do everything in the whole cluster, through ClusterRole cluster-admin$/,
    },
    {
      name: 'several subjects once, without system:masters',
      yaml: binding(
        '[{ kind: Group, name: system:masters }, { kind: User, name: a }, { kind: ServiceAccount, name: web, namespace: shop }]',
      ),
      at: ['roleRef.name'],
      severity: 'critical',
      message: /^User a and 1 more /,
    },
    { name: 'people', yaml: binding(people), at: ['roleRef.name'], severity: 'high', message: /^Group operations / },
    {
      name: 'a workload by its user name',
      yaml: binding('[{ kind: User, name: system:serviceaccount:shop:web }]'),
      at: ['roleRef.name'],
      severity: 'critical',
    },
    {
      name: 'all workloads',
      yaml: binding('[{ kind: Group, name: system:serviceaccounts:shop }]'),
      at: ['roleRef.name'],
      severity: 'critical',
    },
    {
      name: "a subject that was added to Kubernetes' own binding",
      yaml: binding('[{ kind: Group, name: system:masters }, { kind: User, name: eve }]', { name: 'cluster-admin' }),
      at: ['roleRef.name'],
      severity: 'high',
      message: /^User eve may/,
    },
    {
      name: 'another role that allows the same',
      yaml: binding(web, { role: 'ops' }) + clusterRole('ops', all),
      at: ['roleRef.name'],
      message: /ClusterRole ops$/,
    },
    {
      name: 'an aggregate of an aggregate',
      yaml:
        binding(web, { role: 'sum' }) +
        clusterRole('sum', 'aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: sum } }] }\nrules:') +
        clusterRole(
          'part',
          'aggregationRule: { clusterRoleSelectors: [{ matchLabels: { to: part } }] }',
          '{ to: sum }',
        ) +
        clusterRole('all', all, '{ to: part }'),
      at: ['roleRef.name'],
    },
    {
      name: 'an aggregate of every ClusterRole',
      yaml:
        binding(web, { role: 'sum' }) +
        clusterRole('sum', 'aggregationRule: { clusterRoleSelectors: [{}] }') +
        clusterRole('all', all),
      at: ['roleRef.name'],
    },
    {
      name: 'a RoleBinding, in its namespace',
      yaml: binding(web, { kind: 'RoleBinding', namespace: 'shop' }),
      at: ['roleRef.name'],
      severity: 'high',
      message: /may do everything in the namespace shop/,
    },
    {
      name: 'a RoleBinding without a namespace, whose accounts are of its own',
      yaml: binding('[{ kind: ServiceAccount, name: web }]', { kind: 'RoleBinding' }),
      at: ['roleRef.name'],
      message: /^ServiceAccount default\/web may do everything in the namespace default/,
    },
    {
      name: 'a RoleBinding in kube-system, whose accounts are as good as the cluster',
      yaml: binding(web, { kind: 'RoleBinding', namespace: 'kube-system' }),
      at: ['roleRef.name'],
      severity: 'critical',
    },
    {
      name: 'items of a List',
      yaml: `apiVersion: v1
kind: List
items:
  - apiVersion: rbac.authorization.k8s.io/v1beta1
    kind: RoleBinding
    metadata: { name: a, namespace: shop }
    roleRef: { kind: Role, name: all }
    subjects: [{ kind: User, name: a }]
  - apiVersion: rbac.authorization.k8s.io/v1beta1
    kind: Role
    metadata: { name: all, namespace: shop }
    ${all}
`,
      at: ['items[0].roleRef.name'],
      severity: 'high',
    },
  ],
})
