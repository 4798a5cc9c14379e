import { testTechnique } from '../../../test/technique-tester.ts'
import { bound } from '../../../test/grants.ts'
import { csrApprove } from './csr-approve.ts'

const on = (resource: string, verbs: string, name?: string) =>
  `{ apiGroups: [certificates.k8s.io], resources: [${resource}], verbs: [${verbs}]${name === undefined ? '' : `, resourceNames: ['${name}']`} }`
const make = on('certificatesigningrequests', 'create, get')
const update = on('certificatesigningrequests/approval', 'update')
const approve = on('signers', 'approve', 'kubernetes.io/kube-apiserver-client')

const admins = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: admins }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: Group, name: 'kubeadm:cluster-admins' }, { kind: Group, name: 'system:masters' }]
---
`

testTechnique(csrApprove, {
  raised: [
    {
      name: 'create, approve and get',
      yaml: admins + bound([make, update, approve]),
      by: ['User alice'],
      grants: [
        'create certificatesigningrequests in rules[0] of ClusterRole r',
        'update certificatesigningrequests/approval in rules[1] of ClusterRole r',
        'approve signers in rules[2] of ClusterRole r',
      ],
      reaches: 'cluster-admin',
    },
    {
      name: 'approve for the whole domain of the signer, in an input without default bindings',
      yaml: bound([make, update, on('signers', 'approve', 'kubernetes.io/*')]),
      by: ['User alice'],
      reaches: 'cluster-secrets',
    },
    {
      name: 'any signer, and patch in place of update',
      yaml: bound([make, on('certificatesigningrequests/approval', 'patch'), on('signers', '"*"')]),
      by: ['User alice'],
    },
    {
      name: 'no right to read requests, as an update of the approval is answered with the certificate',
      yaml: bound([on('certificatesigningrequests', 'create'), update, approve]),
      by: ['User alice'],
      reaches: 'cluster-admin',
    },
    {
      name: 'one request by name',
      yaml: bound([
        on('certificatesigningrequests', 'create'),
        on('certificatesigningrequests', 'get', 'mine'),
        on('certificatesigningrequests/approval', 'update', 'mine'),
        approve,
      ]),
      by: ['User alice'],
    },
  ],
  not: [
    { name: 'create and get without approval', yaml: bound([make]) },
    { name: 'no right to create', yaml: bound([on('certificatesigningrequests', 'get'), update, approve]) },
    { name: 'the update of the approval without approve', yaml: bound([make, update]) },
    { name: 'approve without the update', yaml: bound([make, approve]) },
    {
      name: 'update of requests, which is not of their approval',
      yaml: bound([on('certificatesigningrequests', '"*"'), approve]),
    },
    {
      name: 'another signer',
      yaml: bound([make, update, on('signers', 'approve', 'kubernetes.io/kubelet-serving')]),
    },
    {
      name: 'a Role, which reaches nothing of the cluster',
      yaml: bound([make, update, approve], { namespace: 'shop' }),
    },
    {
      name: 'a cluster of Amazon, which does not sign them',
      yaml: `apiVersion: v1
kind: Node
metadata: { name: n, labels: { eks.amazonaws.com/nodegroup: workers } }
---
${bound([make, update, approve])}`,
    },
    {
      name: 'the update and approve with two users',
      yaml: bound([make, update], { name: 'one' }) + bound([make, approve], { name: 'two', user: 'bob' }),
    },
  ],
})
