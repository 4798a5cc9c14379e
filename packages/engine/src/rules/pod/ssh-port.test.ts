import { testRule } from '../../../test/rule-tester.ts'
import { sshPort } from './ssh-port.ts'

const pod = (container: string, spec = '') => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1
${container}`

testRule(sshPort, {
  pass: [
    { name: 'port 22 over UDP', yaml: pod('      ports: [{ containerPort: 22, protocol: UDP }]\n') },
    { name: 'a moved port', yaml: pod('      ports: [{ containerPort: 22 }]\n'), options: { port: 2222 } },
  ],
  fail: [
    {
      name: 'TCP in so many words',
      yaml: pod('      ports: [{ containerPort: 8080 }, { containerPort: 22, protocol: TCP }]\n'),
      at: ['spec.containers[0].ports[1].containerPort'],
    },
    {
      name: 'a sidecar',
      yaml: pod(
        '',
        '  initContainers: [{ name: ssh, image: registry.example/ssh:1, restartPolicy: Always, ports: [{ containerPort: 22 }] }]\n',
      ),
      at: ['spec.initContainers[0].ports[0].containerPort'],
      containers: ['ssh'],
    },
  ],
})
