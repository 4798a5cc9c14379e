import { documents, grantedEverywhere, grantedIn, namespaceAt, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { nsCreate } from './ns-create.ts'

/** A whole cluster, in which nothing is taken to be there besides. */
const restricted = documents(
  ...['shop', 'default', 'kube-node-lease', 'kube-public', 'kube-system'].map((name) =>
    namespaceAt(name, 'restricted'),
  ),
  `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: 'system:basic-user', labels: { kubernetes.io/bootstrapping: rbac-defaults } }
rules: []
`,
)

testTechnique(nsCreate, {
  raised: [
    {
      name: 'create on namespaces, and on pods in all of them',
      yaml: documents(restricted, grantedEverywhere(rule('create', 'namespaces pods'))),
      by: ['User alice'],
      grants: ['create namespaces in rules[0] of ClusterRole wide', 'create pods in rules[0] of ClusterRole wide'],
      reaches: 'node',
      text: /^Create a namespace in which Pod Security enforces nothing$/,
    },
    {
      name: 'what makes pods, in its own group',
      yaml: grantedEverywhere(rule('create', 'namespaces'), rule('create', 'jobs', { group: 'batch' })),
      by: ['User alice'],
    },
  ],
  not: [
    { name: 'create on namespaces alone', yaml: grantedEverywhere(rule('create', 'namespaces')) },
    {
      name: 'pods in a namespace that is there',
      yaml: documents(grantedEverywhere(rule('create', 'namespaces')), grantedIn('shop', rule('create', 'pods'))),
    },
    { name: 'a Role', yaml: grantedIn('shop', rule('create', 'namespaces pods')) },
    {
      name: 'create by name, which a POST never has',
      yaml: grantedEverywhere(rule('create', 'namespaces', { names: 'mine' }), rule('create', 'pods')),
    },
  ],
})
