import { testRule } from '../../../test/rule-tester.ts'
import { sandboxResourceCeiling } from './sandbox-resource-ceiling.ts'

const template = (spec: string) => `apiVersion: extensions.agents.x-k8s.io/v1alpha1
kind: SandboxTemplate
metadata: { name: python }
spec:
  podTemplate:
    spec:
${spec}`

testRule(sandboxResourceCeiling, {
  pass: [
    {
      name: 'limits of the pod',
      yaml: template(
        '      resources: { limits: { cpu: 1, memory: 1Gi } }\n      containers: [{ name: a, image: registry.example/a:1 }]\n',
      ),
    },
    {
      name: 'other kinds',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: registry.example/a:1 }] }\n',
    },
  ],
  fail: [
    {
      name: 'one of the two',
      yaml: template(
        '      containers: [{ name: a, image: registry.example/a:1, resources: { limits: { cpu: 1 }, requests: { memory: 1Gi } } }]\n',
      ),
      at: ['spec.podTemplate.spec.containers[0].resources.limits.memory'],
    },
  ],
})
