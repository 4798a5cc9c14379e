import { testTechnique } from '../../../test/technique-tester.ts'
import { describe, expect, it } from 'vitest'
import { pathsOf } from '../../../test/takeover-of.ts'
import { hostPathYaml, nodeYaml, podYaml } from '../../../test/takeover-manifests.ts'
import { nodeCpPki } from './node-cp-pki.ts'

const by = ['container app']
const pinned = 'nodeSelector: { "node-role.kubernetes.io/control-plane": "" }'
const labelled = `---
apiVersion: v1
kind: Node
metadata: { name: n1, labels: { node-role.kubernetes.io/control-plane: "" } }
`

testTechnique(nodeCpPki, {
  raised: [
    {
      name: 'a read-only mount in a pod that asks for a control plane node',
      yaml: hostPathYaml('/etc/kubernetes/pki', 'readOnly: true', '', pinned),
      by,
      grants: ['the mount of /etc/kubernetes/pki of Pod shop/p, container app'],
      reaches: 'cluster-admin',
      text: /^Sign an administrator's certificate with the keys that container app of Pod shop\/p mounts$/,
    },
    { name: 'a folder above', yaml: hostPathYaml('/etc', 'readOnly: true', '', pinned), by },
    { name: "the administrator's kubeconfig", yaml: hostPathYaml('/etc/kubernetes/admin.conf', '', '', pinned), by },
    {
      name: 'a pod on a Node with the label',
      yaml: hostPathYaml('/etc/kubernetes/pki', '', '', 'nodeName: n1') + labelled,
      by,
    },
    {
      name: 'a node whose name tells, where no Node is known',
      yaml: hostPathYaml('/etc/kubernetes/pki', '', '', 'nodeName: kind-control-plane'),
      by,
    },
    {
      name: 'a DaemonSet that tolerates everything',
      yaml: `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: d, namespace: shop }
spec:
  template:
    spec:
      tolerations: [{ operator: Exists }]
      containers: [{ name: app, image: a, volumeMounts: [{ name: v, mountPath: /v }] }]
      volumes: [{ name: v, hostPath: { path: / } }]
`,
      by,
    },
  ],
  not: [
    { name: 'a mount on another node', yaml: hostPathYaml('/etc/kubernetes/pki') },
    {
      name: 'a Node without the label, whatever its name',
      yaml: hostPathYaml('/etc/kubernetes/pki', '', '', 'nodeName: master-1') + nodeYaml('master-1'),
    },
    { name: "etcd's keys alone", yaml: hostPathYaml('/etc/kubernetes/pki/etcd', '', '', pinned) },
    { name: 'the manifests', yaml: hostPathYaml('/etc/kubernetes/manifests', '', '', pinned) },
  ],
})

describe('root on a control plane node', () => {
  const admins = (yaml: string) => pathsOf(yaml).filter(({ target }) => target === 'cluster-admin')
  it('leads to everything', () => {
    expect(
      admins(podYaml('securityContext: { privileged: true }', pinned)).map(({ techniques }) => techniques),
    ).toEqual([['ESC-PRIV', 'NODE-CP-PKI']])
  })
  it('is not had on a worker', () => {
    expect(
      admins(podYaml('securityContext: { privileged: true }', 'nodeName: n2') + labelled + nodeYaml('n2')),
    ).toEqual([])
  })
  it('is not needed where its files are read', () => {
    const reading = podYaml('securityContext: { capabilities: { add: [DAC_READ_SEARCH], drop: [ALL] } }', pinned)
    expect(admins(reading).map(({ techniques }) => techniques)).toEqual([['ESC-DAC', 'NODE-CP-PKI']])
  })
})
