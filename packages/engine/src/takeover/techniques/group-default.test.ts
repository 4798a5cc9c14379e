import { testTechnique } from '../../../test/technique-tester.ts'
import { bound } from '../../../test/grants.ts'
import { groupDefault } from './group-default.ts'

const listSecrets = ['{ apiGroups: [""], resources: [secrets], verbs: [list] }']
const pod = (namespace: string, more = '') => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: ${namespace} }
spec: { containers: [{ name: ${namespace}, image: a }]${more} }
---
`

testTechnique(groupDefault, {
  raised: [
    {
      name: 'a binding to all service accounts',
      yaml: pod('shop') + bound(listSecrets, { group: 'system:serviceaccounts' }),
      by: ['Group system:serviceaccounts', 'ServiceAccount shop/default'],
      grants: ['group system:serviceaccounts in ClusterRoleBinding b'],
      text: /^Use ClusterRole r, which ClusterRoleBinding b gives to everybody in group system:serviceaccounts$/,
    },
    {
      name: 'a binding to the service accounts of one namespace, but not for those of another',
      yaml: pod('shop') + pod('ops') + bound(listSecrets, { group: 'system:serviceaccounts:shop', namespace: 'ops' }),
      by: ['Group system:serviceaccounts:shop', 'ServiceAccount shop/default'],
    },
    {
      name: 'a binding to all who are authenticated, users among them',
      yaml:
        bound(listSecrets, { group: 'system:authenticated' }) +
        bound(['{ apiGroups: [""], resources: [pods], verbs: [get] }'], { name: 'other', account: 'shop/robot' }) +
        bound(['{ apiGroups: [""], resources: [pods], verbs: [get] }'], { name: 'third' }),
      by: ['Group system:authenticated', 'ServiceAccount shop/robot', 'User alice'],
    },
    {
      name: 'a binding to those without a credential, from a pod without a token',
      yaml:
        pod('shop', ', automountServiceAccountToken: false') + bound(listSecrets, { group: 'system:unauthenticated' }),
      by: ['Group system:unauthenticated', 'container shop'],
      reaches: 'cluster-secrets',
      text: /^(Ask without a credential, as ClusterRoleBinding b gives ClusterRole r to group system:unauthenticated|Use ClusterRole r, .*)$/,
    },
    {
      name: 'a binding to the anonymous user',
      yaml: pod('shop', ', automountServiceAccountToken: false') + bound(listSecrets, { user: 'system:anonymous' }),
      by: ['User system:anonymous', 'container shop'],
      reaches: 'cluster-secrets',
    },
  ],
  not: [
    { name: 'a group of users', yaml: pod('shop') + bound(listSecrets, { group: 'staff' }) },
    {
      name: 'a user who is called like the group',
      yaml: pod('shop') + bound(listSecrets, { user: 'system:authenticated' }),
    },
    { name: 'a star, which is a name like any other', yaml: pod('shop') + bound(listSecrets, { group: '*' }) },
    {
      name: 'what kubeadm lets anybody read to join',
      yaml:
        pod('shop') +
        bound(['{ apiGroups: [""], resources: [configmaps], verbs: [get], resourceNames: [cluster-info] }'], {
          namespace: 'kube-public',
          user: 'system:anonymous',
        }),
    },
    {
      name: 'a binding that an API server makes',
      yaml: `${pod('shop')}apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: 'system:discovery' }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: 'system:discovery' }
subjects: [{ kind: Group, name: 'system:authenticated' }]
`,
    },
  ],
})
