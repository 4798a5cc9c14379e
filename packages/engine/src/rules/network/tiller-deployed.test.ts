import { testRule } from '../../../test/rule-tester.ts'
import { tillerDeployed } from './tiller-deployed.ts'

const { bad } = tillerDeployed.examples
const at = ['spec.template.spec.containers[0].image']
const service = (name: string, selector: string, port = 44134) => `apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: kube-system}
spec:
  selector: ${selector}
  ports: [{port: ${port}}]
`

testRule(tillerDeployed, {
  pass: [
    { name: 'an image that only ends so', yaml: bad.replace('/tiller:', '/rototiller:') },
    { name: 'another port', yaml: service('tiller-deploy', '{app: helm}', 80) },
    { name: 'another Service with the port', yaml: service('cart', '{app: cart}') },
  ],
  fail: [
    { name: 'the image', yaml: bad, at, severity: 'high' },
    {
      name: 'one that listens on its loopback',
      yaml: bad.replace('v2.17.0\n', "v2.17.0\n          args: ['--listen=localhost:44134']\n"),
      at,
      severity: 'medium',
    },
    {
      name: 'one that listens everywhere, in two words',
      yaml: bad.replace('v2.17.0\n', "v2.17.0\n          args: [--listen, ':44134']\n"),
      at,
      severity: 'high',
    },
    { name: 'a Service of its name', yaml: service('tiller-deploy', '{app: helm}'), at: ['spec.ports'] },
    { name: 'a Service of its labels', yaml: service('helm', '{name: tiller}'), at: ['spec.ports'] },
  ],
})
