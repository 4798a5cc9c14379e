import { testRule } from '../../../test/rule-tester.ts'
import { imageVersionMismatch } from './image-version-mismatch.ts'

const { bad, good } = imageVersionMismatch.examples
const pod = (image: string) => bad.replace('registry.example/cart:1.4.1', image)
const digest = `sha256:${'a'.repeat(64)}`

const wanted = { images: ['registry.example/cart:1.4.2'] }

testRule(imageVersionMismatch, {
  pass: [
    { name: 'everything until it is configured', yaml: bad },
    { name: 'another repository', yaml: pod('registry.example/cart-db:1.4.1'), options: wanted },
    { name: 'no tag, which is the matter of floating-image-tag', yaml: pod('registry.example/cart'), options: wanted },
    {
      name: 'a digest alone, which no tag can be compared with',
      yaml: pod(`registry.example/cart@${digest}`),
      options: wanted,
    },
    {
      name: 'one of several wanted versions',
      yaml: bad,
      options: { images: ['registry.example/cart:1.4.2', 'registry.example/cart:1.4.1'] },
    },
  ],
  fail: [
    {
      name: 'another tag',
      yaml: bad,
      options: wanted,
      at: ['spec.containers[0].image'],
      message: /^the version is :1\.4\.1, wanted is :1\.4\.2$/,
      fixed: good,
    },
    {
      name: 'latest, with the digest replaced too',
      yaml: pod(`registry.example/cart:latest@${digest}`),
      options: wanted,
      at: ['spec.containers[0].image'],
      fixed: good,
    },
    {
      name: 'Docker Hub under its other names',
      yaml: pod('scratch:1.5'),
      options: { images: ['docker.io/library/scratch:1.6'] },
      at: ['spec.containers[0].image'],
      fixed: pod('scratch:1.6'),
    },
    {
      name: 'a tag where a digest is wanted',
      yaml: pod('registry.example/cart:1.4.2'),
      options: { images: [`registry.example/cart:1.4.2@${digest}`] },
      at: ['spec.containers[0].image'],
      fixed: pod(`registry.example/cart:1.4.2@${digest}`),
    },
    {
      name: 'a registry with a port',
      yaml: pod('host:5000/cart:1'),
      options: { images: ['host:5000/cart:2', 'host:5000/cart:3'] },
      at: ['spec.containers[0].image'],
      message: /wanted is :2 or :3/,
    },
  ],
})
