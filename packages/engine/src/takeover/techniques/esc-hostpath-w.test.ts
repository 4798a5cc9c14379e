import { testTechnique } from '../../../test/technique-tester.ts'
import { hostPathYaml } from '../../../test/takeover-manifests.ts'
import { escHostpathW } from './esc-hostpath-w.ts'

const by = ['container app']
const raised = (path: string, name = path) => ({ name, yaml: hostPathYaml(path), by })
const not = (path: string) => ({ name: path, yaml: hostPathYaml(path) })

testTechnique(escHostpathW, {
  raised: [
    {
      ...raised('/'),
      grants: ['the mount of / of Pod shop/p, container app'],
      reaches: 'node',
      text: /^Change files that root of the node acts on, from container app of Pod shop\/p$/,
    },
    raised('/etc/'),
    raised('/etc/cron.d'),
    raised('/etc/systemd/system'),
    raised('/root/.ssh'),
    raised('/home'),
    raised('/var/lib/kubelet'),
    raised('/etc/kubernetes'),
    raised('/var/lib/containerd'),
    raised('/opt/cni/bin'),
    raised('/var', 'a folder that holds some of them'),
    raised('/var/run/docker', 'a link to one of them, which is not safe for being under /var/run'),
    raised('/srv/../etc', 'one of them by a detour'),
    { name: 'a part by subPath', yaml: hostPathYaml('/data', 'subPath: x').replace('/data', '/etc'), by },
    {
      name: 'a claim that is bound to a host path',
      yaml: `apiVersion: v1
kind: Pod
metadata: { name: p, namespace: shop }
spec:
  containers: [{ name: app, image: a, volumeMounts: [{ name: v, mountPath: /v }] }]
  volumes: [{ name: v, persistentVolumeClaim: { claimName: data } }]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: shop }
spec: { volumeName: disk }
---
apiVersion: v1
kind: PersistentVolume
metadata: { name: disk }
spec: { hostPath: { path: /etc } }
`,
      by,
      grants: ['the mount of /etc through the claim data of Pod shop/p, container app'],
    },
  ],
  not: [
    { name: 'a read-only mount', yaml: hostPathYaml('/', 'readOnly: true') },
    {
      name: 'a volume that no container mounts',
      yaml: hostPathYaml('/').replace('name: v, mountPath', 'name: w, mountPath'),
    },
    not('/srv/data'),
    not('/etcd'),
    not('/etc/ssl/certs'),
    not('/noderoot'),
    not('/proc/net'),
  ],
})
