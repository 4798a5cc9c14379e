import { testRule } from '../../../test/rule-tester.ts'
import { netRawKept } from './net-raw-kept.ts'

const pod = (podContext: string, containerContext: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  securityContext: ${podContext}
  containers:
    - name: web
      image: registry.example/web:1
      securityContext: ${containerContext}
`

testRule(netRawKept, {
  pass: [
    { name: 'ALL dropped', yaml: pod('{}', '{ capabilities: { drop: [ALL] } }') },
    { name: 'dropped in lower case', yaml: pod('{}', '{ capabilities: { drop: [net_raw] } }') },
  ],
  fail: [
    {
      name: 'others dropped',
      yaml: pod('{}', '{ capabilities: { drop: [MKNOD] } }'),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
      fixed: pod('{}', '{ capabilities: { drop: [MKNOD, NET_RAW] } }'),
    },
    {
      name: 'added beside ALL dropped',
      yaml: pod('{}', '{ capabilities: { drop: [ALL], add: [NET_BIND_SERVICE, net_raw] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[1]'],
      fixed: pod('{}', '{ capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] } }'),
    },
    {
      name: 'added and not dropped',
      yaml: pod('{}', '{ capabilities: { add: [ALL] } }'),
      at: [
        'spec.containers[0].securityContext.capabilities.add[0]',
        'spec.containers[0].securityContext.capabilities.drop',
      ],
    },
    {
      name: 'dropped by a name that containerd does not know',
      yaml: pod('{}', '{ capabilities: { drop: [MKNOD, CAP_NET_RAW] } }'),
      at: ['spec.containers[0].securityContext.capabilities.drop[1]'],
      marked: ['CAP_NET_RAW'],
      message: /CAP_NET_RAW is dropped, a name/,
      fixed: pod('{}', '{ capabilities: { drop: [MKNOD, NET_RAW] } }'),
    },
    {
      name: 'dropped with an ALL that no runtime knows',
      yaml: pod('{}', '{ capabilities: { drop: [CAP_ALL] } }'),
      at: ['spec.containers[0].securityContext.capabilities.drop'],
    },
    {
      name: 'a sidecar and an ephemeral container',
      yaml: `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers: [{ name: proxy, image: registry.example/proxy:1, restartPolicy: Always }]
  containers: [{ name: web, image: registry.example/web:1, securityContext: { capabilities: { drop: [ALL] } } }]
  ephemeralContainers: [{ name: debug, image: registry.example/debug:1 }]
`,
      at: [
        'spec.initContainers[0].securityContext.capabilities.drop',
        'spec.ephemeralContainers[0].securityContext.capabilities.drop',
      ],
      containers: ['proxy', 'debug'],
    },
  ],
})
