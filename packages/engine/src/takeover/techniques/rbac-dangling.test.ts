import { testTechnique } from '../../../test/technique-tester.ts'
import { bound } from '../../../test/grants.ts'
import { rbacDangling } from './rbac-dangling.ts'

const on = (resource: string, verbs: string, name?: string) =>
  `{ apiGroups: [rbac.authorization.k8s.io], resources: [${resource}], verbs: [${verbs}]${name === undefined ? '' : `, resourceNames: [${name}]`} }`
const makeAccounts = '{ apiGroups: [""], resources: [serviceaccounts], verbs: [create] }'
const makeRobot = (write: string) =>
  `{ apiGroups: [""], resources: [serviceaccounts], resourceNames: [robot], verbs: [create, ${write}] }`

const toMissingRole = (user: string, namespace?: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ${namespace ? 'RoleBinding' : 'ClusterRoleBinding'}
metadata: { name: lost${namespace ? `, namespace: ${namespace}` : ''} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${namespace ? 'Role' : 'ClusterRole'}, name: gone }
subjects: [{ kind: User, name: ${user} }]
---
`

const account = (name: string) => `apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: shop }
---
`

const robot = bound(['{ apiGroups: [""], resources: [secrets], verbs: [list] }'], {
  name: 'reader',
  account: 'shop/robot',
})

testTechnique(rbacDangling, {
  raised: [
    {
      name: 'a ClusterRole that is missing, which somebody may create',
      yaml: toMissingRole('bob') + bound([on('clusterroles', 'create')]),
      by: ['User alice'],
      grants: ['user bob in ClusterRoleBinding lost'],
      text: /^Create ClusterRole gone, which ClusterRoleBinding lost names$/,
    },
    {
      name: 'a ClusterRole that is missing, created with any rules by a subject of its binding',
      yaml: toMissingRole('alice') + bound([on('clusterroles', 'create, escalate')]),
      by: ['User alice'],
      grants: ['user alice in ClusterRoleBinding lost'],
      reaches: 'cluster-admin',
    },
    {
      name: 'a Role that is missing, created by an apply of its name',
      yaml:
        toMissingRole('alice', 'shop') + bound([on('roles', 'create, patch, escalate', 'gone')], { namespace: 'shop' }),
      by: ['User alice'],
      reaches: 'namespace-secrets',
    },
    {
      name: 'a service account that is missing among the others of its namespace',
      yaml: account('default') + robot + bound([makeAccounts], { namespace: 'shop' }),
      by: ['User alice'],
      grants: ['service account shop/robot in ClusterRoleBinding reader-binding'],
      text: /^Create service account shop\/robot, which ClusterRoleBinding reader-binding names$/,
    },
    {
      name: 'an apply of a service account that is missing',
      yaml: account('default') + robot + bound([makeRobot('patch')], { namespace: 'shop' }),
      by: ['User alice'],
    },
  ],
  not: [
    { name: 'a binding that lacks its role, where nobody may create one', yaml: toMissingRole('alice') },
    {
      name: 'roles of another namespace',
      yaml: toMissingRole('alice', 'shop') + bound([on('roles', 'create, escalate')], { namespace: 'ops' }),
    },
    {
      name: 'create on another name',
      yaml: toMissingRole('alice') + bound([on('clusterroles', 'create, patch', 'other')]),
    },
    {
      name: 'a default role, which every API server makes',
      yaml: `${toMissingRole('bob').replace('name: gone', 'name: view')}${bound([on('clusterroles', 'create')])}`,
    },
    {
      name: 'a service account that is there',
      yaml: account('default') + account('robot') + robot + bound([makeAccounts], { namespace: 'shop' }),
    },
    {
      name: 'create and update by name, as an update makes no service account',
      yaml: account('default') + robot + bound([makeRobot('update')], { namespace: 'shop' }),
    },
    {
      name: 'a service account of a namespace of which the accounts are not known',
      yaml: account('other') + robot + bound([makeAccounts], { namespace: 'shop' }),
    },
  ],
})
