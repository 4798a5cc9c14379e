import { testTechnique } from '../../../test/technique-tester.ts'
import { bound } from '../../../test/grants.ts'
import { csrNode } from './csr-node.ts'

const on = (resource: string, verbs: string) =>
  `{ apiGroups: [certificates.k8s.io], resources: [${resource}], verbs: [${verbs}] }`
const ask = on('certificatesigningrequests', 'create, get')
const approved = on('certificatesigningrequests/nodeclient', 'create')
const makeSecrets = '{ apiGroups: [""], resources: [secrets], verbs: [create] }'
const tokens = 'system:bootstrappers:kubeadm:default-node-token'

testTechnique(csrNode, {
  raised: [
    {
      name: 'a request and its own approval',
      yaml: bound([ask, approved]),
      by: ['User alice'],
      grants: ['create certificatesigningrequests/nodeclient in rules[1] of ClusterRole r'],
      text: /^Join the cluster as any node$/,
    },
    {
      name: 'a Secret in kube-system, where bootstrap tokens may join',
      yaml:
        bound([ask], { name: 'one', group: tokens }) +
        bound([approved], { name: 'two', group: tokens }) +
        bound([makeSecrets], { namespace: 'kube-system' }),
      by: [`Group ${tokens}`, 'User alice'],
      text: /^(Join the cluster as any node|Use a bootstrap token of group system:bootstrappers:kubeadm:default-node-token)$/,
    },
  ],
  not: [
    { name: 'a request that nobody approves', yaml: bound([ask]) },
    { name: 'the right to be approved, without a request', yaml: bound([approved]) },
    {
      name: 'approval of a certificate that a node has already, which is for nodes',
      yaml: bound([ask, on('certificatesigningrequests/selfnodeclient', 'create')]),
    },
    {
      name: 'the two rights with two groups',
      yaml: bound([ask], { name: 'one', group: tokens }) + bound([approved], { name: 'two', group: 'staff' }),
    },
    {
      name: 'Secrets of kube-system, where nobody joins by tokens',
      yaml: bound([makeSecrets], { namespace: 'kube-system' }),
    },
    {
      name: 'Secrets of another namespace',
      yaml:
        bound([on('certificatesigningrequests', 'get')], { group: tokens }) +
        bound([makeSecrets], { name: 's', namespace: 'shop' }),
    },
  ],
})
