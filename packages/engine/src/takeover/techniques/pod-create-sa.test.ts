import { boundIn, documents, grantedEverywhere, grantedIn, namespaceAt, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { podCreateSa } from './pod-create-sa.ts'

const restricted = namespaceAt('shop', 'restricted')
const powerful = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: robot }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: robot, namespace: shop }]
`

testTechnique(podCreateSa, {
  raised: [
    {
      name: 'create on pods under restricted, up to what an account there may do',
      yaml: documents(restricted, powerful, grantedIn('shop', rule('create', 'pods'))),
      by: ['User alice', 'ServiceAccount shop/robot'],
      reaches: 'cluster-admin',
    },
    {
      name: 'replicationcontrollers, which are in the core group',
      yaml: grantedIn('shop', rule('create', 'replicationcontrollers')),
      by: ['User alice'],
      text: /^Make a pod that runs as any service account in shop$/,
    },
    {
      name: 'cronjobs in batch',
      yaml: grantedIn('shop', rule('create', 'cronjobs', { group: 'batch' })),
      by: ['User alice'],
    },
    { name: 'the ClusterRole admin in the namespace', yaml: boundIn('shop', 'admin'), by: ['User alice'] },
    {
      name: 'a grant for all namespaces, told once',
      yaml: documents(
        namespaceAt('a'),
        namespaceAt('b'),
        grantedEverywhere(rule('create', 'daemonsets', { group: 'apps' })),
      ),
      by: ['User alice'],
      text: /^Make a pod that runs as any service account in every namespace$/,
    },
  ],
  not: [
    { name: 'the ClusterRole view in the namespace', yaml: boundIn('shop', 'view') },
    { name: 'jobs in apps', yaml: grantedIn('shop', rule('create', 'jobs', { group: 'apps' })) },
    {
      name: 'the scale of a Deployment',
      yaml: grantedIn('shop', rule('update patch', 'deployments/scale', { group: 'apps' })),
    },
    { name: 'a group with another spelling', yaml: grantedIn('shop', rule('create', 'pods', { group: 'core' })) },
  ],
})
