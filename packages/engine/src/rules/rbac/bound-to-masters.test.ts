import { testRule } from '../../../test/rule-tester.ts'
import { boundToMasters } from './bound-to-masters.ts'

const binding = (subjects: string, name = 'a', role = 'cluster-admin') => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: ${name} }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${role} }
subjects: ${subjects}
`

const masters = '[{ kind: Group, name: system:masters }]'

testRule(boundToMasters, {
  pass: [
    { name: "Kubernetes' own binding", yaml: binding(masters, 'cluster-admin') },
    { name: 'a user of that name', yaml: binding('[{ kind: User, name: system:masters }]') },
    {
      name: 'an account of that name',
      yaml: binding('[{ kind: ServiceAccount, name: system:masters, namespace: a }]'),
    },
    { name: 'a name in another case', yaml: binding('[{ kind: Group, name: system:Masters }]') },
    { name: 'no subjects', yaml: binding('') },
    { name: 'subjects that are none', yaml: binding('[system:masters, ~, [system:masters]]') },
  ],
  fail: [
    {
      name: 'cluster-admin through another binding',
      yaml: binding(masters),
      at: ['subjects[0]'],
      severity: 'medium',
      message: /^Group system:masters is bound to ClusterRole cluster-admin, which adds nothing to what it may$/,
      fixed: binding('[]'),
    },
    {
      name: "another role through Kubernetes' own binding",
      yaml: binding(masters, 'cluster-admin', 'view'),
      at: ['subjects[0]'],
    },
    {
      name: 'a RoleBinding, one of two subjects',
      yaml: binding('[{ kind: User, name: a }, { kind: Group, name: system:masters }]', 'cluster-admin').replace(
        'ClusterRoleBinding',
        'RoleBinding',
      ),
      at: ['subjects[1]'],
      marked: ['name: system:masters'],
      fixed: binding('[{ kind: User, name: a }]', 'cluster-admin').replace('ClusterRoleBinding', 'RoleBinding'),
    },
    { name: 'a role that is not there', yaml: binding(masters, 'a', 'gone'), at: ['subjects[0]'] },
  ],
})
