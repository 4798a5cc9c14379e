import { describe, expect, it } from 'vitest'
import { findingsOf, testRule } from '../../../test/rule-tester.ts'
import { hostPort } from './host-port.ts'

const { bad, good } = hostPort.examples
const onHost = good.replace('spec:\n', 'spec:\n  hostNetwork: true\n')

testRule(hostPort, {
  pass: [
    { name: '0', yaml: bad.replace('hostPort: 9100', 'hostPort: 0') },
    { name: 'null', yaml: bad.replace('hostPort: 9100', 'hostPort:') },
    { name: 'a hostNetwork pod that declares no port', yaml: onHost.replace(/ {6}ports:[^]*/, '') },
  ],
  fail: [
    {
      name: 'a hostPort',
      yaml: bad,
      at: ['spec.containers[0].ports[0].hostPort'],
      marked: ['hostPort: 9100'],
      message: /^port 9100\/TCP is opened on every address of the node$/,
      fixed: good,
    },
    {
      name: 'one address, and removes it too',
      yaml: `${bad.replace('hostPort: 9100', 'hostPort: 9100\n          hostIP: 10.0.0.1')}          protocol: UDP\n`,
      at: ['spec.containers[0].ports[0].hostPort'],
      message: /9100\/UDP is opened on 10\.0\.0\.1 of/,
      fixed: `${good}          protocol: UDP\n`,
    },
    {
      name: 'every port of init containers and containers',
      yaml: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: proxy
spec:
  template:
    spec:
      initContainers:
        - name: warm
          restartPolicy: Always
          ports: [{ containerPort: 80, hostPort: 8080 }]
      containers:
        - name: proxy
          ports:
            - { containerPort: 81 }
            - { containerPort: 82, hostPort: 8082 }
`,
      at: [
        'spec.template.spec.initContainers[0].ports[0].hostPort',
        'spec.template.spec.containers[0].ports[1].hostPort',
      ],
      containers: ['warm', 'proxy'],
    },
    {
      name: 'the ports that hostNetwork opens',
      yaml: onHost,
      at: ['spec.containers[0].ports[0].hostPort'],
      marked: ['containerPort: 9100'],
      message: /9100\/TCP .* as hostNetwork is on$/,
    },
  ],
})

describe('host-port under hostNetwork', () => {
  it('proposes no change, since the port would stay open', () => {
    const findings = findingsOf(hostPort, bad.replace('spec:\n', 'spec:\n  hostNetwork: true\n'))
    expect(findings.map((finding) => finding.fix.changes)).toEqual([[]])
  })
})
