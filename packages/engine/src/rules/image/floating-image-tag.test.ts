import { testRule } from '../../../test/rule-tester.ts'
import { floatingImageTag } from './floating-image-tag.ts'

const pod = (image: string) => floatingImageTag.examples.bad.replace('registry.example:5000/shop/cart', image)
const digest = `sha256:${'a'.repeat(64)}`

testRule(floatingImageTag, {
  pass: [
    { name: 'a digest without a tag', yaml: pod(`registry.example/cart@${digest}`) },
    { name: 'latest with a digest, which decides', yaml: pod(`registry.example/cart:latest@${digest}`) },
    { name: 'a tag that only begins like latest', yaml: pod('cart:latest-2024') },
    { name: 'a name that a template still fills in', yaml: pod('"${REGISTRY}/cart"') },
    { name: 'an empty image', yaml: pod('""') },
    { name: 'a moving tag that nobody named', yaml: pod('cart:stable') },
  ],
  fail: [
    { name: 'no tag behind a registry with a port', yaml: pod('host:5000/img'), at: ['spec.containers[0].image'] },
    {
      name: 'latest',
      yaml: pod('cart:latest'),
      at: ['spec.containers[0].image'],
      containers: ['app'],
      marked: ['image: cart:latest'],
      message: /^the tag latest floats$/,
    },
    {
      name: 'a tag named in the options',
      yaml: pod('cart:stable'),
      options: { tags: ['stable'] },
      at: ['spec.containers[0].image'],
    },
    {
      name: 'init, sidecar and ephemeral containers of a CronJob',
      yaml: `apiVersion: batch/v1
kind: CronJob
metadata: { name: report }
spec:
  schedule: "@daily"
  jobTemplate:
    spec:
      template:
        spec:
          initContainers:
            - { name: prepare, image: registry.example/prepare }
            - { name: proxy, image: registry.example/proxy:latest, restartPolicy: Always }
          containers:
            - { name: app, image: "registry.example/app:1.0" }
          ephemeralContainers:
            - { name: debug, image: registry.example/debug }
`,
      at: [
        'spec.jobTemplate.spec.template.spec.initContainers[0].image',
        'spec.jobTemplate.spec.template.spec.initContainers[1].image',
        'spec.jobTemplate.spec.template.spec.ephemeralContainers[0].image',
      ],
      containers: ['prepare', 'proxy', 'debug'],
    },
  ],
})
