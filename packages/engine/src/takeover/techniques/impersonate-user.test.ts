import { documents, grantedEverywhere, grantedIn, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { impersonateUser } from './impersonate-user.ts'

const root = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: root }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: User, name: root }]
`

testTechnique(impersonateUser, {
  raised: [
    {
      name: 'impersonate on users',
      yaml: documents(root, grantedEverywhere(rule('impersonate', 'users'))),
      by: ['User alice', 'User root'],
      grants: ['impersonate users in rules[0] of ClusterRole wide'],
      reaches: 'cluster-admin',
      text: /^Impersonate any user$/,
    },
    {
      name: 'one user by name',
      yaml: documents(root, grantedEverywhere(rule('impersonate', 'users', { names: 'root' }))),
      by: ['User alice', 'User root'],
      reaches: 'cluster-admin',
    },
    {
      name: 'every verb, and any user that Kubernetes itself binds',
      yaml: grantedEverywhere(rule('*', 'users')),
      by: ['User alice'],
    },
    {
      name: 'a name that nothing is bound to in the input',
      yaml: grantedEverywhere(rule('impersonate', 'users', { names: 'nobody' })),
      by: ['User alice'],
      text: /^Impersonate user nobody$/,
    },
  ],
  not: [
    { name: 'a Role, in which users mean nothing', yaml: grantedIn('shop', rule('impersonate', 'users')) },
    {
      name: 'another group',
      yaml: grantedEverywhere(rule('impersonate', 'users', { group: 'authentication.k8s.io' })),
    },
    {
      name: 'the name of a service account, which is not asked about as a user',
      yaml: grantedEverywhere(rule('impersonate', 'users', { names: 'system:serviceaccount:shop:robot' })),
    },
    { name: 'the limited verb', yaml: grantedEverywhere(rule('impersonate:user-info', 'users')) },
  ],
})
