import { testRule } from '../../../test/rule-tester.ts'
import { defaultAccountBound } from './default-account-bound.ts'

const binding = (subjects: string) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: read }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects: ${subjects}
`

testRule(defaultAccountBound, {
  pass: [
    { name: 'a user called default', yaml: binding('[{ kind: User, name: default }]') },
    { name: 'no subjects', yaml: binding('null') },
    { name: 'subjects that are none', yaml: binding('[default, ~]') },
  ],
  fail: [
    {
      name: "the account of the binding's own namespace",
      yaml: binding('[{ kind: ServiceAccount, name: default }]')
        .replace('ClusterRoleBinding', 'RoleBinding')
        .replace('read }', 'read, namespace: shop }'),
      at: ['subjects[0]'],
      message: /default account of shop/,
    },
    {
      name: 'one of two',
      yaml: binding(
        '[{ kind: ServiceAccount, name: web, namespace: shop }, { kind: ServiceAccount, name: default, namespace: shop }]',
      ),
      at: ['subjects[1]'],
      message: /default account of shop/,
      fixed: binding('[{ kind: ServiceAccount, name: web, namespace: shop }]'),
    },
    {
      name: 'the account by its user name',
      yaml: binding('[{ kind: User, name: system:serviceaccount:kube-system:default }]'),
      at: ['subjects[0]'],
      message: /of kube-system/,
    },
  ],
})
