import { testRule } from '../../../test/rule-tester.ts'
import { windowsHostProcess } from './windows-host-process.ts'

const { bad } = windowsHostProcess.examples

const perContainer = `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  template:
    spec:
      securityContext:
        windowsOptions:
          runAsUserName: NT AUTHORITY\\NETWORK SERVICE
      initContainers:
        - name: prepare
          securityContext:
            windowsOptions: { hostProcess: true, runAsUserName: NT AUTHORITY\\SYSTEM }
      containers:
        - name: agent
          securityContext:
            windowsOptions: { hostProcess: true }
        - name: reporter
          securityContext:
            windowsOptions: { hostProcess: false }
`

testRule(windowsHostProcess, {
  pass: [
    { name: 'false', yaml: bad.replace('hostProcess: true', 'hostProcess: false') },
    { name: 'null options', yaml: bad.replace(/windowsOptions:\n.*\n.*\n/, 'windowsOptions:\n') },
  ],
  fail: [
    {
      name: 'the pod',
      yaml: bad,
      at: ['spec.securityContext.windowsOptions.hostProcess'],
      marked: ['hostProcess: true'],
      message: /for the pod, as NT AUTHORITY\\SYSTEM$/,
    },
    {
      name: 'each container that says so',
      yaml: perContainer,
      at: [
        'spec.template.spec.initContainers[0].securityContext.windowsOptions.hostProcess',
        'spec.template.spec.containers[0].securityContext.windowsOptions.hostProcess',
      ],
      containers: ['prepare', 'agent'],
      message: /as NT AUTHORITY\\(SYSTEM|NETWORK SERVICE)$/,
    },
  ],
})
