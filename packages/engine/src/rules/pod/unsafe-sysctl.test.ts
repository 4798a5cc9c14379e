import { testRule } from '../../../test/rule-tester.ts'
import { unsafeSysctl } from './unsafe-sysctl.ts'

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

testRule(unsafeSysctl, {
  pass: [
    {
      name: 'what the kubelets allow',
      yaml: pod('{ sysctls: [{ name: kernel/msgmax, value: "1" }, { name: net.core.somaxconn, value: "9" }] }', '{}'),
      options: { allowed: ['kernel.msg*', 'net/core/somaxconn'] },
    },
    {
      name: 'safe ones, in both spellings',
      yaml: pod(
        '{ sysctls: [{ name: net.ipv4.tcp_rmem, value: "1 2 3" }, { name: net/ipv4/tcp_syncookies, value: "0" }] }',
        '{}',
      ),
    },
  ],
  fail: [
    {
      name: 'what the kubelets do not allow either',
      yaml: pod('{ sysctls: [{ name: kernel.msgmax, value: "1" }, { name: net.core.somaxconn2, value: "9" }] }', '{}'),
      options: { allowed: ['net.core.somaxconn', 'kernel.sem*'] },
      at: ['spec.securityContext.sysctls[0].name', 'spec.securityContext.sysctls[1].name'],
    },
    {
      name: 'entries without a name, as low',
      yaml: pod('{ sysctls: [{ value: "1" }, { name: "", value: "1" }] }', '{}'),
      options: { allowed: ['*'] },
      at: ['spec.securityContext.sysctls[0].name', 'spec.securityContext.sysctls[1].name'],
      message: /^an entry names no sysctl$/,
      severity: 'low',
    },
    {
      name: 'others, each',
      yaml: pod(
        '{ sysctls: [{ name: kernel.sem, value: "1" }, { name: kernel.shm_rmid_forced, value: "1" }, { name: net.core.somaxconn, value: "9" }] }',
        '{}',
      ),
      at: ['spec.securityContext.sysctls[0].name', 'spec.securityContext.sysctls[2].name'],
      marked: ['name: kernel.sem', 'name: net.core.somaxconn'],
    },
  ],
})
