import { testRule } from '../../../test/rule-tester.ts'
import { hostNetwork } from '../pod/host-network.ts'
import { expiredExemption } from './expired-exemption.ts'

const pod = (annotations: string, hostNetworkValue = true) => `apiVersion: v1
kind: Pod
metadata:
  name: agent
  annotations: { ${annotations} }
spec:
  hostNetwork: ${hostNetworkValue}
  containers:
    - name: agent
      image: registry.example/agent:1.4.2
`
const until = (day: string) => `unwarranted.dev/allow.host-network: "until the mesh is in; until=${day}"`

testRule(expiredExemption, {
  companions: [hostNetwork],
  pass: [
    { name: 'its last day, which is the day of the audit', yaml: pod(until('2026-11-24')) },
    { name: 'one that covers nothing', yaml: pod(until('2020-01-01'), false) },
    { name: 'one without an end', yaml: pod('unwarranted.dev/allow.host-network: the mesh needs it') },
  ],
  fail: [
    {
      name: 'the day after',
      yaml: pod(until('2026-11-23')),
      at: ['metadata.annotations["unwarranted.dev/allow.host-network"]'],
      message: /^the warrant for host-network ended on 2026-11-23$/,
      severity: 'medium',
    },
    {
      name: "kubescape's",
      yaml: pod(
        'kubescape.io/skip-controls: C-0041, kubescape.io/skip-reason: mesh, kubescape.io/skip-expiry: "2026-01-01T00:00:00Z"',
      ),
      at: ['metadata.annotations["kubescape.io/skip-controls"]'],
      message: /ended on 2026-01-01$/,
    },
  ],
})
