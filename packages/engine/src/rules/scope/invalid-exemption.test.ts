import { testRule } from '../../../test/rule-tester.ts'
import { invalidExemption } from './invalid-exemption.ts'

const deployment = (onResource: string, onTemplate = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  annotations: { ${onResource} }
spec:
  selector: { matchLabels: { app: cart } }
  template:
    metadata:
      annotations: { ${onTemplate} }
    spec:
      containers:
        - name: app
          image: registry.example/cart:1.4.2
`
const allow = (value: string) => `unwarranted.dev/allow.host-network: ${value}`

testRule(invalidExemption, {
  pass: [
    { name: 'a reason alone', yaml: deployment(allow('the mesh needs it')) },
    { name: 'every part', yaml: deployment(allow('"mesh; owner=net; until=2027-01-31; container=app"')) },
    { name: 'annotations of others, whatever their type', yaml: deployment('example.com/allow.host-network: 1') },
  ],
  fail: [
    {
      name: 'no reason',
      yaml: deployment(allow('"owner=net"')),
      at: ['metadata.annotations["unwarranted.dev/allow.host-network"]'],
      message: /begins with the reason/,
    },
    {
      name: 'no value',
      yaml: deployment(allow('~')),
      at: ['metadata.annotations["unwarranted.dev/allow.host-network"]'],
      message: /begins with the reason/,
    },
    {
      name: 'the YAML 1.1 word for true, which is no string',
      yaml: deployment(allow('yes')),
      at: ['metadata.annotations["unwarranted.dev/allow.host-network"]'],
      marked: ['unwarranted.dev/allow.host-network: yes'],
      message: /put it in quotes$/,
    },
    {
      name: 'a day that is none, on a pod template',
      yaml: deployment('', allow('"mesh; until=2027-02-30"')),
      at: ['spec.template.metadata.annotations["unwarranted.dev/allow.host-network"]'],
      message: /^until=2027-02-30 is not a day/,
    },
    {
      name: 'a part that is none',
      yaml: deployment(allow('"mesh; containers=app"')),
      at: ['metadata.annotations["unwarranted.dev/allow.host-network"]'],
      message: /^"containers=app" is none of owner=/,
    },
  ],
})
