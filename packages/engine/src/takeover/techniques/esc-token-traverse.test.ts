import { testTechnique } from '../../../test/technique-tester.ts'
import { capabilitiesYaml, hostPathYaml, podYaml } from '../../../test/takeover-manifests.ts'
import { escTokenTraverse } from './esc-token-traverse.ts'

const by = ['container app']
const admin = (token = true) => `---
apiVersion: v1
kind: Pod
metadata: { name: admin, namespace: kube-system }
spec: { serviceAccountName: boss, automountServiceAccountToken: ${String(token)}, containers: [{ name: admin, image: a }] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: boss }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: boss, namespace: kube-system }]
`

testTechnique(escTokenTraverse, {
  raised: [
    {
      name: 'a read-only mount, with the token of an administrator on the node',
      yaml: hostPathYaml('/var/lib/kubelet/pods', 'readOnly: true') + admin(),
      by,
      grants: ['the mount of /var/lib/kubelet/pods of Pod shop/p, container app'],
      reaches: 'cluster-admin',
      text: /^Read the tokens of the pods on the node, which container app of Pod shop\/p mounts$/,
    },
    { name: 'a folder above', yaml: hostPathYaml('/var/lib', 'readOnly: true'), by },
    { name: "the kubelet's folder in MicroK8s", yaml: hostPathYaml('/var/snap/microk8s/common'), by },
  ],
  not: [
    { name: "another of the kubelet's folders", yaml: hostPathYaml('/var/lib/kubelet/plugins') },
    { name: 'a folder whose name only begins so', yaml: hostPathYaml('/var/lib/kubelet/pods-old') },
    {
      name: 'files that are reached in another way first',
      yaml: podYaml('securityContext: { capabilities: { add: [DAC_READ_SEARCH], drop: [ALL] } }') + admin(false),
    },
    { name: 'no mount', yaml: podYaml(capabilitiesYaml('NET_ADMIN')) },
  ],
})
