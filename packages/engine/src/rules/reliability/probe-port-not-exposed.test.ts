import { describe, expect, it } from 'vitest'
import { findingsOf, testRule } from '../../../test/rule-tester.ts'
import { probePortNotExposed } from './probe-port-not-exposed.ts'

const { bad, good } = probePortNotExposed.examples
const at = ['spec.containers[0].readinessProbe.httpGet.port']
const udp = '      ports:\n        - { name: dns, containerPort: 8080, protocol: UDP }\n'

describe('the class of the fix', () => {
  it('is safe, except on the network of the node', () => {
    const classOf = (yaml: string) => findingsOf(probePortNotExposed, yaml).map(({ fix }) => fix.class)
    expect(classOf(bad)).toEqual(['safe'])
    expect(classOf(bad.replace('spec:\n', 'spec:\n  hostNetwork: true\n'))).toEqual(['evidence'])
  })
})

testRule(probePortNotExposed, {
  pass: [
    {
      name: 'a name that is listed',
      yaml: good.replace('port: 8080', 'port: web').replace('- containerPort', '- name: web\n          containerPort'),
    },
    { name: 'a probe of another host', yaml: bad.replace('path: /ready', 'host: status.example') },
    { name: 'a command', yaml: bad.replace(/httpGet:[^]*/, 'exec: { command: [ready] }\n') },
    { name: 'an init container that ends', yaml: bad.replace('  containers:', '  containers: []\n  initContainers:') },
  ],
  fail: [
    { name: 'a number', yaml: bad, at, marked: ['port: 8080'], severity: 'low', fixed: good },
    {
      name: 'one port once, whichever probes go to it',
      yaml: `${bad}      startupProbe:\n        tcpSocket: { port: 8080 }\n`,
      at,
      message: /^readinessProbe and startupProbe go to port 8080/,
      fixed: `${bad}      startupProbe:\n        tcpSocket: { port: 8080 }\n      ports:\n        - containerPort: 8080\n`,
    },
    {
      name: 'a number that is listed for UDP alone',
      yaml: bad + udp,
      at,
      fixed: `${bad}${udp}        - containerPort: 8080\n`,
    },
    { name: 'a name that is not there', yaml: good.replace('port: 8080', 'port: web'), at, severity: 'medium' },
    { name: 'the name of a UDP port', yaml: bad.replace('port: 8080', 'port: dns') + udp, at, message: /is UDP/ },
    {
      name: 'gRPC of a sidecar',
      yaml: `apiVersion: v1
kind: Pod
metadata: { name: shop }
spec:
  containers: [{ name: shop, image: registry.example/shop:2.1.0 }]
  initContainers:
    - name: proxy
      image: registry.example/proxy:1.0.0
      restartPolicy: Always
      livenessProbe: { grpc: { port: 9000 } }
`,
      at: ['spec.initContainers[0].livenessProbe.grpc.port'],
      containers: ['proxy'],
    },
  ],
})
