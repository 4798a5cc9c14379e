import { testTechnique } from '../../../test/technique-tester.ts'
import { podExec } from './pod-exec.ts'

const access = (rule: string, kind = 'Role') => `apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: { name: r, namespace: shop }
rules: [${rule}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: b, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: r }
subjects: [{ kind: User, name: alice }]
`

testTechnique(podExec, {
  raised: [
    {
      name: 'create on pods/exec',
      yaml: access('{ apiGroups: [""], resources: [pods/exec], verbs: [create] }'),
      by: ['User alice'],
      grants: ['user alice in RoleBinding shop/b', 'create pods/exec in rules[0] of Role shop/r'],
      text: /^Run a command in any pod in shop$/,
    },
    {
      name: 'that subresource of every resource',
      yaml: access('{ apiGroups: [""], resources: ["*/attach"], verbs: ["*"] }', 'ClusterRole'),
      by: ['User alice'],
      grants: ['* */attach in rules[0] of ClusterRole r'],
    },
    {
      name: 'one pod by name',
      yaml: `${access('{ apiGroups: [""], resources: [pods/exec], verbs: [create], resourceNames: [web] }')}---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [{ name: app, image: a }] }
`,
      by: ['User alice'],
      text: /^Run a command in pod shop\/web$/,
    },
  ],
  not: [
    {
      name: 'pods/*, which means nothing',
      yaml: access('{ apiGroups: [""], resources: ["pods/*"], verbs: [create] }'),
    },
    { name: 'get, since v1.35', yaml: access('{ apiGroups: [""], resources: [pods/exec], verbs: [get] }') },
    { name: 'another group', yaml: access('{ apiGroups: [apps], resources: [pods/exec], verbs: [create] }') },
    {
      name: 'a name that no pod has',
      yaml: access('{ apiGroups: [""], resources: [pods/exec], verbs: [create], resourceNames: [web] }'),
    },
  ],
})
