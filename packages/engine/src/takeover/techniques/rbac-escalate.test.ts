import { testTechnique } from '../../../test/technique-tester.ts'
import { bound } from '../../../test/grants.ts'
import { rbacEscalate } from './rbac-escalate.ts'

const rbac = 'apiGroups: [rbac.authorization.k8s.io]'
const on = (resource: string, verbs: string, name?: string) =>
  `{ ${rbac}, resources: [${resource}], verbs: [${verbs}]${name === undefined ? '' : `, resourceNames: [${name}]`} }`

testTechnique(rbacEscalate, {
  raised: [
    {
      name: 'update and escalate on clusterroles',
      yaml: bound([on('clusterroles', 'update, escalate')]),
      by: ['User alice'],
      grants: [
        'update clusterroles in rules[0] of ClusterRole r',
        'escalate clusterroles in rules[0] of ClusterRole r',
      ],
      reaches: 'cluster-admin',
      text: /^Write (a ClusterRole with rights to everything|rights to everything into ClusterRole r, which holds everywhere)$/,
    },
    {
      name: 'the two on the role that holds them, by name',
      yaml: bound([on('clusterroles', 'patch, escalate', 'r')]),
      by: ['User alice'],
      reaches: 'cluster-admin',
    },
    {
      name: 'create and escalate, though nobody holds the new role',
      yaml: bound([on('clusterroles', 'create, escalate')]),
      by: ['User alice'],
      text: /^Write a ClusterRole with rights to everything$/,
    },
    {
      name: 'all verbs on roles of a namespace',
      yaml: bound([on('roles', '"*"')], { namespace: 'shop' }),
      by: ['User alice'],
      reaches: 'namespace-secrets',
      text: / in shop$/,
    },
    {
      name: 'a ClusterRole that is held in a namespace, by somebody who may write it',
      yaml:
        bound([on('clusterroles', 'patch, escalate', 'helper')], { name: 'writer' }) +
        bound(['{ apiGroups: [""], resources: [pods], verbs: [get] }'], {
          name: 'helper',
          namespace: 'shop',
          clusterRole: true,
        }),
      by: ['User alice'],
      reaches: 'namespace-secrets',
    },
    {
      name: 'an apply that creates a role of a given name',
      yaml: bound([on('clusterroles', 'create, patch, escalate', 'mine')]),
      by: ['User alice'],
    },
  ],
  not: [
    { name: 'escalate alone', yaml: bound([on('clusterroles, roles', 'escalate')]) },
    { name: 'writing roles without escalate', yaml: bound([on('clusterroles, roles', 'create, update, patch')]) },
    {
      name: 'create with escalate on one name, which a POST does not have',
      yaml: bound([on('clusterroles', 'create'), on('clusterroles', 'escalate', 'r')]),
    },
    { name: 'clusterroles in a Role', yaml: bound([on('clusterroles', '"*"')], { namespace: 'shop' }) },
    {
      name: 'the two on different roles',
      yaml: bound([on('clusterroles', 'update', 'one'), on('clusterroles', 'escalate', 'two')]),
    },
    {
      name: 'the two with two users',
      yaml:
        bound([on('clusterroles', 'update')], { name: 'one' }) +
        bound([on('clusterroles', 'escalate')], { name: 'two', user: 'bob' }),
    },
    { name: 'the verb in capitals', yaml: bound([on('clusterroles', 'update, Escalate')]) },
  ],
})
