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
      name: 'limits at the ceiling',
      yaml: template(
        '      containers: [{ name: a, image: registry.example/a:1, resources: { limits: { cpu: 2000m, memory: 4Gi } } }]\n',
      ),
      options: { cpu: '2', memory: '4096Mi' },
    },
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
      name: 'limits above the ceiling, in whichever unit, of the container and of the pod',
      yaml: template(
        '      resources: { limits: { memory: 8Gi } }\n      containers: [{ name: a, image: registry.example/a:1, resources: { limits: { cpu: 2500m } } }]\n',
      ),
      options: { cpu: '2', memory: '4096Mi' },
      at: ['spec.podTemplate.spec.containers[0].resources.limits.cpu', 'spec.podTemplate.spec.resources.limits.memory'],
      message: /is 2500m, above 2$|is 8Gi, above 4096Mi$/,
    },
    {
      name: 'one of the two',
      yaml: template(
        '      containers: [{ name: a, image: registry.example/a:1, resources: { limits: { cpu: 1 }, requests: { memory: 1Gi } } }]\n',
      ),
      at: ['spec.podTemplate.spec.containers[0].resources.limits.memory'],
    },
  ],
})
