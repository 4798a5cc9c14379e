import { testRule } from '../../../test/rule-tester.ts'
import { sandboxRuntimeClass } from './sandbox-runtime-class.ts'

const template = (spec: string) => `apiVersion: extensions.agents.x-k8s.io/v1alpha1
kind: SandboxTemplate
metadata: { name: python }
spec:
  podTemplate:
    spec:
${spec}`

testRule(sandboxRuntimeClass, {
  pass: [
    {
      name: 'a class of the option',
      yaml: template('      runtimeClassName: mine-v2\n      containers: [{ name: a, image: registry.example/a:1 }]\n'),
      options: { classes: ['mine-*'] },
    },
    {
      name: 'other kinds',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: registry.example/a:1 }] }\n',
    },
  ],
  fail: [
    {
      name: 'another class',
      yaml: template('      runtimeClassName: runc\n      containers: [{ name: a, image: registry.example/a:1 }]\n'),
      at: ['spec.podTemplate.spec.runtimeClassName'],
      message: /runc/,
    },
    {
      name: 'a dot that is meant as one',
      yaml: template('      runtimeClassName: axb\n      containers: [{ name: a, image: registry.example/a:1 }]\n'),
      options: { classes: ['a.b'] },
      at: ['spec.podTemplate.spec.runtimeClassName'],
    },
  ],
})
