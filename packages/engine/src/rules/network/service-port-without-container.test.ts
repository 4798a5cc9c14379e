import { testRule } from '../../../test/rule-tester.ts'
import { servicePortWithoutContainer } from './service-port-without-container.ts'

const service = (ports: string, more = '') => `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
${more}  selector: {app: cart}
  ports: ${ports}
`
const pod = (ports: string, name = 'cart', more = '') => `---
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  labels: {app: cart}
spec:
${more}  containers:
    - name: cart
      image: registry.example/cart:1.4.2
      ports: ${ports}
`
const http = '[{name: http, containerPort: 8080}]'
const helper = (field: string, restart: string, ports: string) =>
  `  ${field}:\n    - {name: helper, image: registry.example/helper:1.0.0, ${restart}ports: ${ports}}\n`

testRule(servicePortWithoutContainer, {
  pass: [
    { name: 'a number that a container declares', yaml: service('[{port: 80, targetPort: 8080}]') + pod(http) },
    { name: 'a number where nothing is declared', yaml: service('[{port: 80, targetPort: 8080}]') + pod('[]') },
    { name: 'no pods, which is another matter', yaml: service('[{port: 80, targetPort: web}]') },
    {
      name: 'a name that a sidecar gives',
      yaml:
        service('[{port: 80, targetPort: proxy}]') +
        pod(http, 'cart', helper('initContainers', 'restartPolicy: Always, ', '[{name: proxy, containerPort: 9000}]')),
    },
    {
      name: 'a name that only some of the pods give, as in a change of names',
      yaml: service('[{port: 80, targetPort: web}]') + pod(http) + pod('[{name: web, containerPort: 80}]', 'next'),
    },
    { name: 'a number of a headless Service', yaml: service('[{port: 80}]', '  clusterIP: None\n') + pod(http) },
    {
      name: 'an ExternalName',
      yaml: service('[{port: 80}]', '  type: ExternalName\n  externalName: a.example\n') + pod(http),
    },
  ],
  fail: [
    {
      name: 'a name of another protocol',
      yaml: service('[{port: 53, protocol: UDP, targetPort: http}]') + pod(http),
      at: ['spec.ports[0].targetPort'],
      severity: 'medium',
      message: /^port 53\/UDP leads to a port called http\/UDP, and containers of its pods declare http \(8080\)$/,
    },
    {
      name: 'a name where nothing is declared',
      yaml: service('[{port: 80, targetPort: http}]') + pod('[]'),
      at: ['spec.ports[0].targetPort'],
      severity: 'medium',
      message: /declare no port$/,
    },
    {
      name: 'a name that only an init container gives',
      yaml:
        service('[{port: 80, targetPort: proxy}]') +
        pod(http, 'cart', helper('initContainers', '', '[{name: proxy, containerPort: 9000}]')),
      at: ['spec.ports[0].targetPort'],
    },
    {
      name: "the Service's own number, which no container declares",
      yaml: service('[{name: http, port: 8080}, {name: web, port: 80}]') + pod(http),
      at: ['spec.ports[1].port'],
      severity: 'low',
    },
    {
      name: 'a name of a headless Service',
      yaml: service('[{port: 80, targetPort: web}]', '  clusterIP: None\n') + pod(http),
      at: ['spec.ports[0].targetPort'],
      severity: 'low',
    },
  ],
})
