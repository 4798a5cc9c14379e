import { boundIn, documents, grantedEverywhere, grantedIn, namespaceAt, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { impersonateSa } from './impersonate-sa.ts'

const robot = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: robot }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: robot, namespace: shop }]
`

testTechnique(impersonateSa, {
  raised: [
    {
      name: 'impersonate on serviceaccounts in a Role',
      yaml: grantedIn('shop', rule('impersonate', 'serviceaccounts')),
      by: ['User alice'],
      text: /^Impersonate any service account in shop$/,
    },
    {
      name: 'one by name, up to what it may do',
      yaml: documents(robot, grantedIn('shop', rule('impersonate', 'serviceaccounts', { names: 'robot' }))),
      by: ['User alice', 'ServiceAccount shop/robot'],
      reaches: 'cluster-admin',
    },
    { name: 'the ClusterRole edit in the namespace', yaml: boundIn('shop', 'edit'), by: ['User alice'] },
    {
      name: 'the whole cluster, told once',
      yaml: documents(namespaceAt('a'), namespaceAt('b'), grantedEverywhere(rule('impersonate', 'serviceaccounts'))),
      by: ['User alice'],
      text: /in every namespace$/,
    },
  ],
  not: [
    { name: 'users, as accounts are asked about as such', yaml: grantedEverywhere(rule('impersonate', 'users')) },
    {
      name: 'an account of the name in another namespace',
      yaml: documents(
        robot.replace('namespace: shop', 'namespace: ops').replace('cluster-admin', 'view'),
        grantedIn('shop', rule('impersonate', 'serviceaccounts', { names: 'robot' })),
      ),
    },
    { name: 'the ClusterRole view in the namespace', yaml: boundIn('shop', 'view') },
  ],
})
