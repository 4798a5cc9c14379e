import { testRule } from '../../../test/rule-tester.ts'
import { shareProcessNamespace } from './share-process-namespace.ts'

const { bad, good } = shareProcessNamespace.examples
const at = ['spec.shareProcessNamespace']

testRule(shareProcessNamespace, {
  pass: [
    { name: 'false', yaml: bad.replace('true', 'false') },
    { name: 'null', yaml: bad.replace('true', '~') },
    { name: 'Windows pods', yaml: bad.replace('spec:\n', 'spec:\n  os: { name: windows }\n') },
  ],
  fail: [
    {
      name: 'two containers',
      yaml: bad,
      at,
      marked: ['shareProcessNamespace: true'],
      message: /for 2 containers$/,
      severity: 'medium',
      fixed: good,
    },
    {
      name: 'a sidecar and a container',
      yaml: bad.replace('    - name: reloader', '  initContainers:\n    - name: reloader\n      restartPolicy: Always'),
      at,
      message: /for 2 containers$/,
      severity: 'medium',
    },
    {
      name: 'a container and one that ends before it',
      yaml: bad.replace('    - name: reloader', '  initContainers:\n    - name: reloader'),
      at,
      message: /is on$/,
      severity: 'low',
    },
    { name: 'the YAML 1.1 word for true', yaml: bad.replace('true', 'y'), at, fixed: good },
    {
      name: 'the template of a custom resource',
      yaml: `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: web
spec:
  template:
    spec:
      shareProcessNamespace: yes
      containers:
        - { name: web, image: registry.example/web:1.27.0 }
        - { name: reloader, image: registry.example/reloader:0.4.2 }
`,
      at: ['spec.template.spec.shareProcessNamespace'],
    },
  ],
})
