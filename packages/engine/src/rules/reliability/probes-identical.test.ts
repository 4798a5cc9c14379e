import { testRule } from '../../../test/rule-tester.ts'
import { probesIdentical } from './probes-identical.ts'

const { bad } = probesIdentical.examples
const at = ['spec.containers[0].livenessProbe']
const both = (liveness: string, readiness = liveness, more = '') => `apiVersion: v1
kind: Pod
metadata: { name: shop }
spec:
  containers:
    - name: shop
      image: registry.example/shop:2.1.0
      livenessProbe: ${liveness}
      readinessProbe: ${readiness}
${more}`

testRule(probesIdentical, {
  pass: [
    {
      name: 'a liveness probe that gives up later',
      yaml: bad.replace('8080 }\n', '8080 }\n        failureThreshold: 10\n'),
    },
    {
      name: 'another scheme',
      yaml: both('{ httpGet: { port: 8080, scheme: HTTPS } }', '{ httpGet: { port: 8080 } }'),
    },
    { name: 'two named ports', yaml: both('{ tcpSocket: { port: http } }', '{ tcpSocket: { port: admin } }') },
    { name: 'another word order', yaml: both('{ exec: { command: [a, "b c"] } }', '{ exec: { command: [a, b, c] } }') },
    {
      name: 'another gRPC service',
      yaml: both('{ grpc: { port: 1, service: a } }', '{ grpc: { port: 1, service: b } }'),
    },
    { name: 'a pod that ends of itself', yaml: `${bad}  restartPolicy: OnFailure\n` },
  ],
  fail: [
    {
      name: 'the root path, written and not',
      yaml: both('{ httpGet: { port: 80, path: / } }', '{ httpGet: { port: 80 } }'),
      at,
    },
    {
      name: 'a port and its name',
      yaml: both(
        '{ tcpSocket: { port: http } }',
        '{ tcpSocket: { port: 8080 } }',
        '      ports: [{ name: http, containerPort: 8080 }]\n',
      ),
      at,
      message: /port 8080/,
    },
    { name: 'a command', yaml: both('{ exec: { command: [check, --now] } }'), at, message: /"check" "--now"/ },
    { name: 'gRPC', yaml: both('{ grpc: { port: 9090 } }'), at, message: /gRPC on port 9090/ },
    {
      name: 'a readiness probe that is the more patient one',
      yaml: both('{ tcpSocket: { port: 80 }, periodSeconds: 1 }', '{ tcpSocket: { port: 80 } }'),
      at,
    },
  ],
})
