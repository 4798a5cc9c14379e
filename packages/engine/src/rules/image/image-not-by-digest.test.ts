import { testRule } from '../../../test/rule-tester.ts'
import { imageNotByDigest } from './image-not-by-digest.ts'

const pod = (image: string) => imageNotByDigest.examples.bad.replace('registry.example/cart:1.4.2', image)

testRule(imageNotByDigest, {
  pass: [
    { name: 'a digest without a tag', yaml: pod(`host:5000/cart@sha256:${'0'.repeat(64)}`) },
    { name: 'a container without an image', yaml: pod('') },
    { name: 'a placeholder', yaml: pod('"{{ .Values.image }}"') },
  ],
  fail: [
    { name: 'the port of a registry', yaml: pod('host:5000/cart'), at: ['spec.containers[0].image'] },
    {
      name: 'an init container of a Deployment',
      yaml: `apiVersion: apps/v1
kind: Deployment
metadata: { name: cart }
spec:
  template:
    spec:
      initContainers: [{ name: migrate, image: "registry.example/migrate:3" }]
      containers: [{ name: app, image: "registry.example/cart@sha256:${'1'.repeat(64)}" }]
`,
      at: ['spec.template.spec.initContainers[0].image'],
      containers: ['migrate'],
    },
  ],
})
