import { testRule } from '../../../test/rule-tester.ts'
import { sandboxImageProvenance } from './sandbox-image-provenance.ts'

const template = (spec: string) => `apiVersion: extensions.agents.x-k8s.io/v1alpha1
kind: SandboxTemplate
metadata: { name: python }
spec:
  podTemplate:
    spec:
${spec}`

testRule(sandboxImageProvenance, {
  pass: [
    {
      name: 'a digest, whatever the tag before it',
      yaml: template(`      containers: [{ name: a, image: "registry.example/a:nightly@sha256:${'0'.repeat(64)}" }]\n`),
      options: { floatingTags: ['nightly'] },
    },
    {
      name: 'an allowed registry',
      yaml: template('      containers: [{ name: a, image: registry.example/team/a:1 }]\n'),
      options: { registries: ['registry.example/team'] },
    },
    {
      name: 'other kinds',
      yaml: 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: registry.example/a }] }\n',
    },
  ],
  fail: [
    {
      name: 'a tag that is moved',
      yaml: template('      containers: [{ name: a, image: registry.example/a:nightly }]\n'),
      options: { floatingTags: ['dev', 'nightly'] },
      at: ['spec.podTemplate.spec.containers[0].image'],
      message: /no fixed tag/,
    },
    {
      name: 'no tag',
      yaml: template('      containers: [{ name: a, image: registry.example/a }]\n'),
      at: ['spec.podTemplate.spec.containers[0].image'],
      message: /no fixed tag/,
    },
    {
      name: 'another registry',
      yaml: template('      containers: [{ name: a, image: other.example/a:1 }]\n'),
      options: { registries: ['registry.example'] },
      at: ['spec.podTemplate.spec.containers[0].image'],
      message: /none of the registries/,
    },
  ],
})
