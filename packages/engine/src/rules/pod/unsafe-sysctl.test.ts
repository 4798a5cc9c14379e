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
      name: 'safe ones, in both spellings',
      yaml: pod(
        '{ sysctls: [{ name: net.ipv4.tcp_rmem, value: "1 2 3" }, { name: net/ipv4/tcp_syncookies, value: "0" }] }',
        '{}',
      ),
    },
  ],
  fail: [
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
