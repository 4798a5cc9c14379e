import { testRule } from '../../../test/rule-tester.ts'
import { boundToAuthenticated } from './bound-to-authenticated.ts'

const binding = (group: string, role: string, name = 'a') => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: ${name}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: ${role}
subjects:
  - kind: Group
    name: ${group}
  - kind: User
    name: a
`

const role = (rules: string, name = 'role') => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ${name} }
rules: ${rules}
`

const everybody = 'system:authenticated'
const at = ['subjects[0]']
const inNamespace = (yaml: string) => yaml.replace('ClusterRoleBinding', 'RoleBinding')

testRule(boundToAuthenticated, {
  pass: [
    ...['system:basic-user', 'system:discovery', 'system:public-info-viewer'].map((name) => ({
      name: `Kubernetes' own ${name}`,
      yaml: binding(everybody, name, name),
    })),
    {
      name: 'what Kubernetes lets everybody ask about themselves',
      yaml:
        binding(everybody, 'system:basic-user', 'system:basic-user') +
        role(
          '[{ verbs: [create], apiGroups: [authorization.k8s.io], resources: [selfsubjectaccessreviews, selfsubjectrulesreviews] }, { verbs: [create], apiGroups: [authentication.k8s.io], resources: [selfsubjectreviews] }]',
          'system:basic-user',
        ),
    },
    {
      name: 'the keys of account tokens for all workloads',
      yaml: binding(
        'system:serviceaccounts',
        'system:service-account-issuer-discovery',
        'system:service-account-issuer-discovery',
      ),
    },
    { name: 'the workloads of one namespace', yaml: binding('system:serviceaccounts:shop', 'edit') },
    { name: 'a user of that name', yaml: binding(everybody, 'edit').replace('kind: Group', 'kind: User') },
    { name: 'no subjects', yaml: binding(everybody, 'edit').replace(/subjects:.*$/s, 'subjects: ~\n') },
  ],
  fail: [
    {
      name: 'edit for everybody',
      yaml: binding(everybody, 'edit'),
      at,
      severity: 'critical',
      message: /^Group system:authenticated may get secrets in the whole cluster, through ClusterRole edit$/,
      fixed: binding(everybody, 'edit').replace('  - kind: Group\n    name: system:authenticated\n', ''),
    },
    { name: 'edit for every workload', yaml: binding('system:serviceaccounts', 'edit'), at, severity: 'critical' },
    { name: 'edit in a namespace', yaml: inNamespace(binding(everybody, 'edit')), at, severity: 'high' },
    {
      name: 'view',
      yaml: binding(everybody, 'view'),
      at,
      severity: 'medium',
      message: /may get configmaps in the whole cluster/,
    },
    { name: 'view in a namespace', yaml: inNamespace(binding(everybody, 'view')), at, severity: 'low' },
    {
      name: 'writing',
      yaml: binding(everybody, 'role') + role('[{ verbs: [create], apiGroups: [shop.example], resources: [carts] }]'),
      at,
      severity: 'high',
      message: /may create carts/,
    },
    {
      name: 'Secrets among everything that can be read',
      yaml: binding(everybody, 'role') + role("[{ verbs: [get], apiGroups: ['*'], resources: ['*'] }]"),
      at,
      severity: 'critical',
      message: /may get secrets/,
    },
    {
      name: 'nodes/proxy, whose get is code in every pod',
      yaml: binding(everybody, 'role') + role("[{ verbs: [get], apiGroups: [''], resources: [nodes/proxy] }]"),
      at,
      severity: 'critical',
      message: /may get nodes\/proxy/,
    },
    {
      name: 'nothing, by a verb in another case and a rule split over two',
      yaml:
        binding(everybody, 'role') +
        role(
          "[{ verbs: [GET], apiGroups: [''], resources: [] }, { verbs: [], apiGroups: [''], resources: [secrets] }]",
        ),
      at,
      severity: 'low',
      message: /allows nothing today/,
    },
    {
      name: "what everybody has, through a binding that is not Kubernetes' own",
      yaml: binding(everybody, 'system:discovery'),
      at,
      severity: 'low',
    },
    {
      name: 'everything for every workload, whatever the binding is called',
      yaml: binding('system:serviceaccounts', 'cluster-admin', 'system:discovery'),
      at,
      severity: 'critical',
      message: /may do everything/,
    },
    {
      name: 'a role that is not there, in a namespace',
      yaml: inNamespace(binding(everybody, 'later')),
      at,
      severity: 'low',
      message: /may do what ClusterRole later allows, which is not in what was read$/,
    },
  ],
})
