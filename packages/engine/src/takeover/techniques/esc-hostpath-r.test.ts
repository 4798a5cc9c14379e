import { testTechnique } from '../../../test/technique-tester.ts'
import { hostPathYaml } from '../../../test/takeover-manifests.ts'
import { escHostpathR } from './esc-hostpath-r.ts'

const by = ['container app']
const raised = (path: string) => ({ name: path, yaml: hostPathYaml(path, 'readOnly: true'), by })
const not = (path: string) => ({ name: path, yaml: hostPathYaml(path) })
const pinned = 'nodeSelector: { "node-role.kubernetes.io/control-plane": "" }'

testTechnique(escHostpathR, {
  raised: [
    {
      ...raised('/root/.ssh'),
      grants: ['the mount of /root/.ssh of Pod shop/p, container app'],
      text: /^Read secrets among the node's files that container app of Pod shop\/p mounts$/,
    },
    raised('/'),
    raised('/etc'),
    raised('/home/'),
    raised('/proc'),
    raised('/etc/kubernetes'),
    raised('/var/lib/kubelet/pki'),
    raised('/var/lib'),
    { name: 'a writable mount', yaml: hostPathYaml('/root'), by },
    {
      name: "etcd's data on a control plane node",
      yaml: hostPathYaml('/var/lib/etcd', 'readOnly: true', '', pinned),
      by,
      reaches: 'cluster-secrets',
    },
  ],
  not: [not('/srv'), not('/etc/localtime'), not('/usr/bin'), not('/rootless'), not('/var/log')],
})
