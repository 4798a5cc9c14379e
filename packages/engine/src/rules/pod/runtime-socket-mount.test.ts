import { testRule } from '../../../test/rule-tester.ts'
import { runtimeSocketMount } from './runtime-socket-mount.ts'

const { bad } = runtimeSocketMount.examples
const at = ['spec.containers[0].volumeMounts[0]']

function mounting(path: string, mount = ''): string {
  return bad.replace('path: /var/run/docker.sock', `path: ${path}`).replace('readOnly: true', mount || 'readOnly: true')
}

testRule(runtimeSocketMount, {
  pass: [
    { name: 'another directory of the runtime', yaml: mounting('/var/lib/docker') },
    { name: 'a directory whose link leads elsewhere', yaml: mounting('/var') },
    { name: 'names that only begin alike', yaml: mounting('/run/docker.sock.d') },
    { name: 'a part of the directory that holds none', yaml: mounting('/run', 'subPath: metrics') },
    {
      name: 'a volume that is not mounted',
      yaml: bad.replace('- name: docker\n          mount', '- name: other\n          mount'),
    },
    {
      name: 'sockets left out by the option',
      yaml: mounting('/run/crio/'),
      options: { sockets: ['/run/docker.sock'] },
    },
  ],
  fail: [
    {
      name: 'a read-only mount',
      yaml: bad,
      at,
      marked: ['name: docker'],
      message: /^mounts \/var\/run\/docker\.sock of the node$/,
    },
    { name: 'a path with steps back', yaml: mounting('/var/run/../run//docker.sock'), at },
    {
      name: 'its directory, by either name',
      yaml: mounting('/var/run/'),
      at,
      message: /^mounts \/var\/run of the node, the place of sockets such as \/run\//,
    },
    {
      name: 'the directory of one',
      yaml: mounting('/run/containerd'),
      at,
      message: /the place of \/run\/containerd\/containerd\.sock$/,
    },
    { name: 'the root directory', yaml: mounting('/'), at },
    {
      name: 'the socket by subPath',
      yaml: mounting('/run', 'subPath: crio/crio.sock'),
      at,
      message: /^mounts \/run\/crio\/crio\.sock of the node$/,
    },
    {
      name: 'a socket in an odd place',
      yaml: mounting('/srv/rootless/docker.sock'),
      at,
      message: /^mounts \/srv\/rootless\/docker\.sock of the node$/,
    },
    {
      name: 'a named pipe of Windows',
      yaml: mounting("'\\\\.\\pipe\\docker_engine'"),
      at,
      message: /^mounts \/pipe\/docker_engine of the node$/,
    },
    {
      name: 'the template of a DaemonSet, in a sidecar',
      yaml: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: builder
spec:
  template:
    spec:
      initContainers:
        - name: builder
          restartPolicy: Always
          volumeMounts:
            - { name: cri, mountPath: /cri.sock }
      volumes:
        - { name: cri, hostPath: { path: /run/k3s/containerd/containerd.sock } }
`,
      at: ['spec.template.spec.initContainers[0].volumeMounts[0]'],
      containers: ['builder'],
    },
  ],
})
