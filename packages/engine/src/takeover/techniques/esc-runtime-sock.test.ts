import { testTechnique } from '../../../test/technique-tester.ts'
import { hostPathYaml } from '../../../test/takeover-manifests.ts'
import { escRuntimeSock } from './esc-runtime-sock.ts'

const by = ['container app']
const raised = (path: string, name = path) => ({ name, yaml: hostPathYaml(path, 'readOnly: true'), by })

testTechnique(escRuntimeSock, {
  raised: [
    {
      ...raised('/var/run/docker.sock'),
      grants: ['the mount of /var/run/docker.sock of Pod shop/p, container app'],
      reaches: 'node',
      text: /^Start a privileged container through the runtime socket in container app of Pod shop\/p$/,
    },
    raised('/run/containerd/containerd.sock'),
    raised('/run/crio', 'a folder that holds one'),
    raised('/', 'everything'),
    raised('/custom/containerd/containerd.sock', 'one in an odd place, by its name'),
    raised('/run/cri-dockerd.sock'),
    raised('/var/run/dockershim.sock'),
  ],
  not: [
    { name: 'another socket', yaml: hostPathYaml('/run/app.sock') },
    { name: 'a folder beside', yaml: hostPathYaml('/var/lib/docker-data') },
  ],
})
