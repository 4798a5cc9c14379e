import { testRule } from '../../../test/rule-tester.ts'
import { capabilityAdded } from './capability-added.ts'

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

const inPod = (field: string, container: string) => pod('{}', container).replace('spec:\n', `spec:\n  ${field}\n`)

testRule(capabilityAdded, {
  pass: [
    {
      name: 'what the option allows',
      yaml: pod('{}', '{ capabilities: { add: [CAP_SYS_TIME] } }'),
      options: { allowed: ['sys_time'] },
    },
    { name: 'empty lists', yaml: pod('{}', '{ capabilities: { add: [] } }') },
  ],
  fail: [
    {
      name: 'each of several, the others stay',
      yaml: pod('{}', '{ capabilities: { drop: [ALL], add: [NET_BIND_SERVICE, SYS_TIME, "cap_syslog"] } }'),
      at: [
        'spec.containers[0].securityContext.capabilities.add[1]',
        'spec.containers[0].securityContext.capabilities.add[2]',
      ],
      severity: 'medium',
      fixed: pod('{}', '{ capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] } }'),
    },
    {
      name: 'root on the node',
      yaml: pod('{}', '{ capabilities: { add: [CAP_SYS_ADMIN] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'critical',
      message: /^SYS_ADMIN is added: mounts/,
    },
    {
      name: 'reach beyond the container',
      yaml: pod('{}', '{ capabilities: { add: [NET_ADMIN] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'high',
    },
    {
      name: 'a default one',
      yaml: pod('{}', '{ capabilities: { add: [CHOWN] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'low',
    },
    {
      name: 'SYS_PTRACE, which reaches the processes of the pod alone',
      yaml: pod('{}', '{ capabilities: { add: [SYS_PTRACE] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'high',
    },
    {
      name: "SYS_PTRACE among the node's processes",
      yaml: inPod('hostPID: true', '{ capabilities: { add: [SYS_PTRACE] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'critical',
    },
    {
      name: 'NET_RAW, which most runtimes give anyway',
      yaml: pod('{}', '{ capabilities: { add: [NET_RAW] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'medium',
    },
    {
      name: 'SETPCAP, which baseline allows',
      yaml: pod('{}', '{ capabilities: { add: [SETPCAP] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'low',
    },
    {
      name: 'root on the node, in a user namespace',
      yaml: inPod('hostUsers: false', '{ capabilities: { add: [SYS_MODULE] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'high',
    },
    {
      name: 'a default one in a user namespace, never below low',
      yaml: inPod('hostUsers: false', '{ capabilities: { add: [CHOWN] } }'),
      at: ['spec.containers[0].securityContext.capabilities.add[0]'],
      severity: 'low',
    },
    {
      name: 'init containers of a CronJob',
      yaml: `apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          initContainers:
            - name: setup
              image: registry.example/setup:1
              securityContext: { capabilities: { add: [NET_ADMIN] } }
          containers: [{ name: job, image: registry.example/job:1 }]
`,
      at: ['spec.jobTemplate.spec.template.spec.initContainers[0].securityContext.capabilities.add[0]'],
      containers: ['setup'],
    },
  ],
})
