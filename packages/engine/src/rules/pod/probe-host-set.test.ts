import { testRule } from '../../../test/rule-tester.ts'
import { probeHostSet } from './probe-host-set.ts'

const { bad, good } = probeHostSet.examples

testRule(probeHostSet, {
  pass: [
    { name: 'an empty host', yaml: bad.replace('192.0.2.10', "''") },
    { name: 'null', yaml: bad.replace('192.0.2.10', 'null') },
    {
      name: 'a Host header',
      yaml: bad.replace('host: 192.0.2.10', 'httpHeaders: [{ name: Host, value: web.example }]'),
    },
    { name: 'a command', yaml: bad.replace(/httpGet:\n.*\n.*\n/, 'exec: { command: [check] }\n') },
  ],
  fail: [
    {
      name: 'an address',
      yaml: bad,
      at: ['spec.containers[0].livenessProbe.httpGet.host'],
      marked: ['host: 192.0.2.10'],
      message: /^livenessProbe connects to 192\.0\.2\.10$/,
      fixed: good,
    },
    {
      name: "the node's loopback",
      yaml: bad.replace('192.0.2.10', '127.0.0.1'),
      at: ['spec.containers[0].livenessProbe.httpGet.host'],
      fixed: good,
    },
    {
      name: 'every probe and hook of every container',
      yaml: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      initContainers:
        - name: side
          restartPolicy: Always
          startupProbe: { tcpSocket: { host: db.example, port: 5432 } }
      containers:
        - name: web
          readinessProbe: { httpGet: { host: localhost, port: http } }
          lifecycle:
            postStart: { httpGet: { host: '::1', port: 80 } }
            preStop: { tcpSocket: { host: 192.0.2.1, port: 80 } }
`,
      at: [
        'spec.template.spec.initContainers[0].startupProbe.tcpSocket.host',
        'spec.template.spec.containers[0].readinessProbe.httpGet.host',
        'spec.template.spec.containers[0].lifecycle.postStart.httpGet.host',
        'spec.template.spec.containers[0].lifecycle.preStop.tcpSocket.host',
      ],
      containers: ['side', 'web', 'web', 'web'],
      fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  template:
    spec:
      initContainers:
        - name: side
          restartPolicy: Always
          startupProbe: { tcpSocket: { port: 5432 } }
      containers:
        - name: web
          readinessProbe: { httpGet: { port: http } }
          lifecycle:
            postStart: { httpGet: { port: 80 } }
            preStop: { tcpSocket: { port: 80 } }
`,
    },
  ],
})
