import { testRule } from '../../../test/rule-tester.ts'
import { privilegedPort } from './privileged-port.ts'

const { bad } = privilegedPort.examples
const at = ['spec.containers[0].ports[0].containerPort']

testRule(privilegedPort, {
  pass: [
    { name: 'the first port that is not privileged', yaml: bad.replace('80', '1024') },
    { name: 'a port that is missing', yaml: bad.replace('containerPort: 80', 'name: http') },
    { name: 'a hostPort, which the node opens', yaml: bad.replace('80', '8080\n          hostPort: 80') },
    { name: 'Windows pods', yaml: bad.replace('spec:\n', 'spec:\n  os: { name: windows }\n') },
    { name: 'ports above the option', yaml: bad, options: { below: 80 } },
  ],
  fail: [
    { name: 'a low port', yaml: bad, at, marked: ['containerPort: 80'], message: /^listens on port 80\/TCP$/ },
    { name: 'the highest privileged port', yaml: bad.replace('80', '1023'), at },
    { name: 'ports below the option', yaml: bad.replace('80', '8080'), options: { below: 10000 }, at },
    {
      name: 'every port of every container',
      yaml: `apiVersion: apps.openshift.io/v1
kind: DeploymentConfig
metadata:
  name: web
spec:
  template:
    spec:
      initContainers:
        - { name: dns, restartPolicy: Always, ports: [{ containerPort: 53, protocol: UDP }] }
      containers:
        - { name: web, ports: [{ containerPort: 8080 }, { containerPort: 443 }] }
`,
      at: [
        'spec.template.spec.initContainers[0].ports[0].containerPort',
        'spec.template.spec.containers[0].ports[1].containerPort',
      ],
      containers: ['dns', 'web'],
    },
  ],
})
