import { testRule } from '../../../test/rule-tester.ts'
import { redundantExemption } from './redundant-exemption.ts'
import { hostNetwork } from '../pod/host-network.ts'
import { hostPid } from '../pod/host-pid.ts'

const pod = (annotations: string, spec = '') => `apiVersion: v1
kind: Pod
metadata:
  name: agent
  annotations:
${annotations}spec:
${spec}  containers:
    - name: agent
      image: registry.example/agent:1.4.2
`
const network = '    unwarranted.dev/allow.host-network: the mesh needs it\n'
const pid = '    unwarranted.dev/allow.host-pid: it watches processes\n'

testRule(redundantExemption, {
  companions: [hostNetwork, hostPid],
  pass: [
    { name: 'one that covers something', yaml: pod(network, '  hostNetwork: true\n') },
    {
      name: 'one that has ended and would cover something',
      yaml: pod(network.replace('it', 'it; until=2020-01-01'), '  hostNetwork: true\n'),
    },
    { name: 'one about a rule that did not run', yaml: pod('    unwarranted.dev/allow.host-ipc: shared memory\n') },
    { name: 'annotations of others', yaml: pod('    example.com/allow.host-network: the mesh needs it\n') },
  ],
  fail: [
    {
      name: 'one of two, which alone is removed',
      yaml: pod(network + pid, '  hostPID: true\n'),
      at: ['metadata.annotations["unwarranted.dev/allow.host-network"]'],
      marked: ['unwarranted.dev/allow.host-network: the mesh needs it'],
      message: /^nothing here is reported by host-network$/,
      fixed: pod(pid, '  hostPID: true\n'),
    },
    {
      name: 'a rule that there is not',
      yaml: pod(`${pid}    unwarranted.dev/allow.host-netwrok: a typing error\n`, '  hostPID: true\n'),
      at: ['metadata.annotations["unwarranted.dev/allow.host-netwrok"]'],
      message: /^there is no rule named host-netwrok$/,
      fixed: pod(pid, '  hostPID: true\n'),
    },
    {
      name: "another tool's, which is left to its author",
      yaml: pod('    ignore-check.kube-linter.io/host-network: the mesh needs it\n'),
      at: ['metadata.annotations["ignore-check.kube-linter.io/host-network"]'],
      message: /reported by host-network$/,
    },
    {
      name: 'items of a List',
      yaml: `apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Pod, metadata: { name: a, annotations: { unwarranted.dev/allow.host-pid: it must } }, spec: { containers: [] } }\n`,
      at: ['items[0].metadata.annotations["unwarranted.dev/allow.host-pid"]'],
    },
  ],
})
