import { imageOf } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * An image named by tag alone. A tag can be pushed again; a digest is the content.
 *
 * Restricted fields: containers[*].image (init, sidecar, regular, ephemeral)
 * Allowed values:    a name with a digest
 */
export const imageNotByDigest = defineRule({
  id: 'image-not-by-digest',
  title: 'Image is not pinned by digest',
  severity: 'low',
  category: 'image',
  visit: 'container',
  profile: 'all',
  frameworks: { mitre: ['T1525'] },
  fix: 'evidence',
  description: 'Reported when an image name carries no digest, whatever its tag.',
  why: 'A tag of a version can be pushed again; only a digest makes every node and every restart run the same content.',
  remedy: 'Append the digest that runs today to the name, and keep the tag in front of it for readers.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: app
      image: registry.example/cart:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: app
      image: registry.example/cart:1.4.2@sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae
`,
  },
  *check({ container }) {
    const image = imageOf(container.spec)
    if (!image || image.digest !== undefined) return
    yield {
      at: container.path('image'),
      message: 'the image is named without a digest',
      fix: {
        description: 'Append the digest to the image name',
        needs: 'the digest that runs today, for every platform of the nodes',
      },
    }
  },
})
