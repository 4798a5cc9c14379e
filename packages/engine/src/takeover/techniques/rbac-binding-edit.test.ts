import { testTechnique } from '../../../test/technique-tester.ts'
import { bound } from '../../../test/grants.ts'
import { rbacBindingEdit } from './rbac-binding-edit.ts'

const rbac = 'apiGroups: [rbac.authorization.k8s.io]'
const change = `{ ${rbac}, resources: [rolebindings], verbs: [patch] }`
const listSecrets = '{ apiGroups: [""], resources: [secrets], verbs: [list] }'
const getSecrets = '{ apiGroups: [""], resources: [secrets], verbs: [get, list, watch] }'
const readers = bound([listSecrets], { namespace: 'shop', name: 'reader', user: 'bob' })

testTechnique(rbacBindingEdit, {
  raised: [
    {
      name: 'patch on bindings and bind on the role',
      yaml:
        readers +
        bound([change, `{ ${rbac}, resources: [roles], verbs: [bind], resourceNames: [reader] }`], {
          namespace: 'shop',
        }),
      by: ['User alice'],
      grants: ['patch rolebindings in rules[0] of Role shop/r', 'bind roles in rules[1] of Role shop/r'],
      reaches: 'namespace-secrets',
      text: /^Add a subject to RoleBinding shop\/(reader-binding, which gives Role reader|b, which gives Role r)$/,
    },
    {
      name: 'patch on one ClusterRoleBinding, with bind on its ClusterRole',
      yaml:
        bound([getSecrets], { name: 'reader', user: 'bob' }) +
        bound([
          `{ ${rbac}, resources: [clusterrolebindings], verbs: [update], resourceNames: [reader-binding] }`,
          `{ ${rbac}, resources: [clusterroles], verbs: [bind] }`,
        ]),
      by: ['User alice'],
      reaches: 'cluster-secrets',
    },
    {
      name: 'all rules of the role, held by way of another role',
      yaml: readers + bound([change, getSecrets], { namespace: 'shop' }),
      by: ['User alice'],
      text: /^Add a subject to RoleBinding shop\/(reader-binding, which gives Role reader|b, which gives Role r)$/,
    },
    {
      name: 'rules that come from two roles, one of them by a group',
      yaml:
        readers +
        bound([change], { namespace: 'shop', name: 'writer', account: 'shop/robot' }) +
        bound([getSecrets], { name: 'all', group: 'system:serviceaccounts:shop' }),
      by: ['ServiceAccount shop/robot'],
      grants: ['service account shop/robot in RoleBinding shop/writer-binding'],
    },
  ],
  not: [
    {
      name: 'a role of which one rule is not held',
      yaml:
        bound([getSecrets], { namespace: 'shop', name: 'reader', user: 'bob' }) +
        bound(
          [`{ ${rbac}, resources: [rolebindings], verbs: [patch], resourceNames: [reader-binding] }`, listSecrets],
          {
            namespace: 'shop',
          },
        ),
    },
    {
      name: 'rules held in another namespace',
      yaml:
        readers +
        bound([`{ ${rbac}, resources: [rolebindings], verbs: [patch], resourceNames: [reader-binding] }`], {
          namespace: 'shop',
        }) +
        bound([getSecrets], { namespace: 'ops', name: 'elsewhere' }),
    },
    {
      name: 'rules held by somebody else than the writer',
      yaml:
        bound([getSecrets], { namespace: 'shop', name: 'reader', user: 'bob' }) +
        bound([`{ ${rbac}, resources: [rolebindings], verbs: [patch], resourceNames: [reader-binding] }`], {
          namespace: 'shop',
        }),
    },
    {
      name: 'creating bindings, which changes none',
      yaml:
        readers +
        bound([`{ ${rbac}, resources: [rolebindings], verbs: [create] }`, listSecrets], { namespace: 'shop' }),
    },
    {
      name: 'the wrong kind of role in bind',
      yaml:
        bound([listSecrets], { namespace: 'shop', name: 'reader', user: 'bob' }) +
        bound(
          [
            `{ ${rbac}, resources: [rolebindings], verbs: [patch], resourceNames: [reader-binding] }`,
            `{ ${rbac}, resources: [clusterroles], verbs: [bind] }`,
          ],
          { namespace: 'shop' },
        ),
    },
    {
      name: 'a binding without a role',
      yaml: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: lost, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: gone }
subjects: [{ kind: User, name: bob }]
---
${bound(
  [
    `{ ${rbac}, resources: [rolebindings], verbs: [patch], resourceNames: [lost] }`,
    `{ ${rbac}, resources: [roles], verbs: [bind], resourceNames: [gone] }`,
  ],
  { namespace: 'shop' },
)}`,
    },
  ],
})
