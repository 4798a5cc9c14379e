import { testTechnique } from '../../../test/technique-tester.ts'
import { bound } from '../../../test/grants.ts'
import { rbacAggregation } from './rbac-aggregation.ts'

const on = (verbs: string, name?: string) =>
  `{ apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], verbs: [${verbs}]${name === undefined ? '' : `, resourceNames: [${name}]`} }`

const aggregate = (selector: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: monitoring }
aggregationRule: { clusterRoleSelectors: [${selector}] }
rules: []
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: monitors, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: monitoring }
subjects: [{ kind: User, name: alice }]
---
`

const viewer = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: viewers }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: [{ kind: User, name: alice }]
---
`

testTechnique(rbacAggregation, {
  raised: [
    {
      name: 'creating clusterroles, with rules that are held',
      yaml: bound([on('create')]),
      by: ['User alice'],
      grants: ['create clusterroles in rules[0] of ClusterRole r'],
      text: /^Label a ClusterRole so that others hold its rules$/,
    },
    {
      name: 'changing one ClusterRole',
      yaml: bound([on('patch', 'helper')]),
      by: ['User alice'],
      text: /^Label ClusterRole helper so that others hold its rules$/,
    },
    {
      name: 'escalate, where an aggregate is held for the cluster',
      yaml: viewer + bound([on('create, escalate')]),
      by: ['User alice'],
      grants: ['user alice in ClusterRoleBinding viewers'],
      reaches: 'cluster-admin',
    },
    {
      name: 'escalate on one role, where another aggregate is held in a namespace',
      yaml: aggregate('{ matchLabels: { team: ops } }') + bound([on('update, escalate', 'helper')]),
      by: ['User alice'],
      reaches: 'namespace-secrets',
    },
  ],
  not: [
    {
      name: 'clusterroles in a Role',
      yaml: bound([on('create, update, escalate')], { namespace: 'shop' }),
    },
    { name: 'escalate alone', yaml: viewer + bound([on('escalate')]) },
    { name: 'create with a name, which a POST does not have', yaml: bound([on('create', 'helper')]) },
    {
      name: 'roles, which aggregate nothing',
      yaml: bound(['{ apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: ["*"] }']),
    },
  ],
})
