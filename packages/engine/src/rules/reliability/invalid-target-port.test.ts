import { testRule } from '../../../test/rule-tester.ts'
import { invalidTargetPort } from './invalid-target-port.ts'

const { bad, good } = invalidTargetPort.examples
const at = ['spec.ports[0].targetPort']
const target = (port: string) => good.replace('targetPort: 8080', `targetPort: ${port}`)
const pod = (name: string, list = 'containers') => `apiVersion: v1
kind: Pod
metadata: { name: shop }
spec:
  ${list}:
    - name: shop
      image: registry.example/shop:2.1.0
      ports: [{ name: ${name}, containerPort: 8080 }]
`

testRule(invalidTargetPort, {
  pass: [
    { name: 'a name of 15 characters', yaml: target('a-3456789012345') },
    { name: 'no targetPort', yaml: good.replace('      targetPort: 8080\n', '') },
    { name: 'one that a template tool fills in', yaml: target("'${PORT}'") },
    { name: 'a port without a name', yaml: pod('""') },
    { name: 'a null list', yaml: 'apiVersion: v1\nkind: Service\nmetadata: { name: shop }\nspec: { ports: null }\n' },
  ],
  fail: [
    {
      name: 'digits in quotes',
      yaml: bad,
      at,
      marked: ['targetPort: "8080"'],
      message: /needs at least one letter/,
      fixed: good,
    },
    { name: 'a number that is too high', yaml: target('70000'), at, message: /70000 is not from 1/ },
    { name: 'a negative number', yaml: target('-1'), at },
    { name: 'a long name', yaml: target('a-34567890123456'), at, message: /16 characters/ },
    { name: 'upper case', yaml: target('HTTP'), at },
    { name: 'two hyphens', yaml: target('a--b'), at, message: /two hyphens/ },
    { name: 'a hyphen at the end', yaml: target('web-'), at, message: /end with a hyphen/ },
    { name: 'a container port', yaml: pod('web_1'), at: ['spec.containers[0].ports[0].name'], containers: ['shop'] },
    {
      name: 'a port of an init container',
      yaml: pod('"80"', 'initContainers'),
      at: ['spec.initContainers[0].ports[0].name'],
    },
  ],
})
