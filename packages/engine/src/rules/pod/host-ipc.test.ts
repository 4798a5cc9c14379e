import { testRule } from '../../../test/rule-tester.ts'
import { hostIpc } from './host-ipc.ts'

const { bad, good } = hostIpc.examples

testRule(hostIpc, {
  pass: [
    { name: 'false', yaml: bad.replace('true', 'no') },
    { name: 'a string, which the API server refuses', yaml: bad.replace('true', '"true"') },
    {
      name: 'Windows pods by node selector',
      yaml: bad.replace('hostIPC: true', 'hostIPC: true\n  nodeSelector: { kubernetes.io/os: windows }'),
    },
  ],
  fail: [
    { name: 'a Pod', yaml: bad, at: ['spec.hostIPC'], marked: ['hostIPC: true'], fixed: good },
    { name: 'the YAML 1.1 word for true', yaml: bad.replace('true', 'yes'), at: ['spec.hostIPC'], fixed: good },
    {
      name: 'the template of a custom resource, in a List',
      yaml: `apiVersion: v1
kind: List
items:
  - apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata:
      name: renderer
    spec:
      template:
        spec:
          containers:
            - name: renderer
              image: registry.example/renderer:3.1.0
          hostIPC: true
`,
      at: ['items[0].spec.template.spec.hostIPC'],
    },
  ],
})
