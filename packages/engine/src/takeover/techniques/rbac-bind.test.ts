import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { bound } from '../../../test/grants.ts'
import { builtInDefaults } from '../../pod-security/index.ts'
import { analyse, stepsOf } from '../analyse.ts'
import { targetIds } from '../targets.ts'
import { rbacBind } from './rbac-bind.ts'

const rbac = 'apiGroups: [rbac.authorization.k8s.io]'
const makeBindings = `{ ${rbac}, resources: [rolebindings], verbs: [create] }`
const makeClusterBindings = `{ ${rbac}, resources: [clusterrolebindings], verbs: [create] }`
const bind = `{ ${rbac}, resources: [clusterroles], verbs: [bind] }`
const bindRoles = `{ ${rbac}, resources: [roles], verbs: [bind] }`
const bindOne = (name: string) => `{ ${rbac}, resources: [clusterroles], verbs: [bind], resourceNames: [${name}] }`

const secretReader = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: secret-reader }
rules: [{ apiGroups: [""], resources: [secrets], verbs: [list] }]
---
`

testTechnique(rbacBind, {
  raised: [
    {
      name: 'the right to bind any ClusterRole everywhere',
      yaml: bound([makeClusterBindings, bind]),
      by: ['User alice'],
      grants: [
        'user alice in ClusterRoleBinding b',
        'create clusterrolebindings in rules[0] of ClusterRole r',
        'bind clusterroles in rules[1] of ClusterRole r',
      ],
      reaches: 'cluster-admin',
      text: /^Bind any ClusterRole, cluster-admin among them, everywhere$/,
    },
    {
      name: 'the right to bind one role, which reaches what that role allows',
      yaml: secretReader + bound([makeClusterBindings, bindOne('secret-reader')]),
      by: ['User alice'],
      reaches: 'cluster-secrets',
      text: /^Bind ClusterRole secret-reader everywhere$/,
    },
    {
      name: 'the right to bind a default role that the input does not hold',
      yaml: bound([makeClusterBindings, bindOne('cluster-admin')]),
      by: ['User alice'],
      reaches: 'cluster-admin',
    },
    {
      name: 'the right to bind in one namespace, by a Role',
      yaml: bound([makeBindings, bind], { namespace: 'shop' }),
      by: ['User alice'],
      reaches: 'namespace-secrets',
      text: /^Bind any ClusterRole, cluster-admin among them, in shop$/,
    },
    {
      name: 'bind for the cluster, and rolebindings in one namespace',
      yaml: bound([makeBindings], { namespace: 'shop', name: 'one' }) + bound([bindOne('admin')], { name: 'two' }),
      by: ['User alice'],
      grants: ['user alice in RoleBinding shop/one-binding', 'user alice in ClusterRoleBinding two-binding'],
      reaches: 'namespace-secrets',
      text: /^Bind ClusterRole admin in shop$/,
    },
    {
      name: 'bind on a Role of the namespace',
      yaml:
        bound(['{ apiGroups: [""], resources: [secrets], verbs: [list] }'], {
          namespace: 'shop',
          name: 'reader',
          user: 'bob',
        }) + bound([makeBindings, bindRoles], { namespace: 'shop' }),
      by: ['User alice'],
      reaches: 'namespace-secrets',
      text: /^Bind Role (reader|r) in shop$/,
    },
    {
      name: 'all verbs on roles, bind among them',
      yaml: bound([makeClusterBindings, `{ ${rbac}, resources: [clusterroles], verbs: ["*"] }`]),
      by: ['User alice'],
      reaches: 'cluster-admin',
    },
    {
      name: 'a change of a binding, with bind on its role',
      yaml:
        secretReader +
        bound([`{ ${rbac}, resources: [clusterrolebindings], verbs: [patch] }`, bindOne('secret-reader')]) +
        `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: readers }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: secret-reader }
subjects: [{ kind: User, name: bob }]
`,
      by: ['User alice'],
      text: /^Bind ClusterRole secret-reader everywhere by a change of binding readers$/,
    },
    {
      name: 'an apply that creates a binding of a given name',
      yaml: bound([
        `{ ${rbac}, resources: [clusterrolebindings], verbs: [create, patch], resourceNames: [mine] }`,
        bind,
      ]),
      by: ['User alice'],
      reaches: 'cluster-admin',
    },
    {
      name: 'a group that both rights come by, and a service account that has one of them by itself',
      yaml:
        bound([makeClusterBindings], { name: 'one', group: 'system:serviceaccounts' }) +
        bound([bind], { name: 'two', account: 'shop/robot' }),
      by: ['ServiceAccount shop/robot'],
      reaches: 'cluster-admin',
    },
  ],
  not: [
    { name: 'bindings alone', yaml: bound([makeClusterBindings, makeBindings]) },
    { name: 'bind alone', yaml: bound([bind]) },
    {
      name: 'bind on bindings, which means nothing',
      yaml: bound([`{ ${rbac}, resources: [clusterrolebindings, rolebindings], verbs: [create, bind] }`]),
    },
    {
      name: 'clusterrolebindings in a Role',
      yaml: bound([makeClusterBindings, bind], { namespace: 'shop' }),
    },
    {
      name: 'bind in one namespace, and bindings in another',
      yaml:
        bound([makeBindings], { namespace: 'shop', name: 'one' }) + bound([bind], { namespace: 'ops', name: 'two' }),
    },
    {
      name: 'the two rights with two users',
      yaml: bound([makeClusterBindings], { name: 'one' }) + bound([bind], { name: 'two', user: 'bob' }),
    },
    {
      name: 'create with a name, which a POST does not have',
      yaml: bound([`{ ${rbac}, resources: [clusterrolebindings], verbs: [create], resourceNames: [mine] }`, bind]),
    },
    {
      name: 'a change of bindings of other roles',
      yaml:
        secretReader +
        bound([`{ ${rbac}, resources: [clusterrolebindings], verbs: [patch] }`, bindOne('secret-reader')]),
    },
    {
      name: 'another API group',
      yaml: bound(['{ apiGroups: [""], resources: [clusterrolebindings, clusterroles], verbs: ["*"] }']),
    },
  ],
})

describe('RBAC-BIND of a role that nobody held', () => {
  const ways = (yaml: string) => {
    const { world, paths } = analyse(clusterOf(yaml), {
      minor: 36,
      podSecurityDefaults: builtInDefaults,
      targets: targetIds,
    })
    return paths.map(
      (path) =>
        `${path.target}: ${stepsOf(world, path)
          .map(({ technique }) => technique.id)
          .join(', ')}`,
    )
  }
  const secret = `apiVersion: v1
kind: Secret
metadata: { name: s, namespace: shop }
---
`

  it('reaches all that is in namespaces by bindings there, and nothing of the cluster itself', () => {
    expect(ways(secret + secretReader + bound([makeBindings, bindOne('secret-reader')]))).toEqual([
      'cluster-secrets: RBAC-BIND, SECRET-LIST',
      'namespace-secrets: RBAC-BIND, SECRET-LIST',
    ])
    expect(ways(secret + bound([makeBindings, bind]))).toContain('cluster-secrets: RBAC-BIND')
  })

  it('lets one do all that the role allows, and bind on', () => {
    const maker = (name: string, rule: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: ${name} }
rules: [${rule}]
---
`
    const pods = maker('pods', '{ apiGroups: [""], resources: [pods], verbs: [create] }')
    const account = bound(['{ apiGroups: [""], resources: [secrets], verbs: [list] }'], {
      name: 'robot',
      account: 'shop/robot',
    })
    const guarded = `apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { pod-security.kubernetes.io/enforce: restricted } }
---
`
    const start = bound([makeBindings, bindOne('next')], { namespace: 'shop' })
    const chain = guarded + pods + maker('next', bindOne('pods')) + account + start
    expect(ways(chain)).toContain('cluster-secrets: RBAC-BIND, RBAC-BIND, POD-CREATE-SA, SECRET-LIST')
  })
})
