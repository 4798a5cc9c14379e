import { testRule } from '../../../test/rule-tester.ts'
import { boundClusterRole, boundRole } from './access-examples.ts'
import { canBorrowAccount } from './can-borrow-account.ts'

const powerful = boundClusterRole("- apiGroups: ['']\n  resources: [secrets]\n  verbs: [list]").replaceAll(
  'name: deployer',
  'name: operator',
)

testRule(canBorrowAccount, {
  pass: [
    {
      name: 'no such account in the namespace',
      yaml: `${boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [create]")}---\n${powerful}`,
    },
    {
      name: 'an account that only reads a named Secret',
      yaml: `${boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [create]")}---\n${powerful.replace('namespace: ci', 'namespace: shop').replace('    verbs', '    resourceNames: [a]\n    verbs')}`,
    },
    {
      name: 'somebody who is as powerful',
      yaml: `${boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [create]", 'ci')}---\n${powerful.replaceAll('name: operator', 'name: deployer')}`,
    },
    {
      name: 'a role that nobody is bound to',
      yaml: `${boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [create]").replace(/---[^]*/, '')}---\n${powerful.replace('namespace: ci', 'namespace: shop')}`,
    },
  ],
  fail: [
    {
      name: 'an account beside it',
      yaml: `${boundRole("- apiGroups: ['']\n  resources: [pods]\n  verbs: [create]")}---\n${powerful.replace('namespace: ci', 'namespace: shop')}`,
      at: ['roleRef.name'],
      severity: 'high',
      message:
        /in the namespace shop, by rules\[0\] of Role shop\/deployer \(line 7\); a pod there may run as ServiceAccount shop\/operator, which may read every Secret, by ClusterRoleBinding operator$/,
    },
    {
      name: 'by one named workload',
      yaml: `${boundRole("- apiGroups: ['apps']\n  resources: [deployments]\n  resourceNames: [web]\n  verbs: [patch]")}---\n${powerful.replace('namespace: ci', 'namespace: shop')}`,
      at: ['roleRef.name'],
      severity: 'high',
    },
  ],
})
