import { imageOf, imagePullPolicy } from '../../cluster/index.ts'
import { defineRule, set } from '../rule.ts'

/**
 * An image that is taken from the node's cache without asking the registry.
 *
 * Restricted fields: containers[*].imagePullPolicy (init, sidecar, regular, ephemeral)
 * Allowed values:    Always; undefined where the tag is `latest` or missing, since Always is the default there
 */
export const pullPolicy = defineRule({
  id: 'pull-policy',
  title: 'Image is not pulled on every start',
  severity: 'low',
  category: 'image',
  visit: 'container',
  profile: 'all',
  frameworks: {},
  fix: 'evidence',
  description:
    'Reported when the effective pull policy is not Always. When none is written, it is Always for the tag `latest` or no tag, else IfNotPresent. With `acceptDigests`, an image named by digest passes, since its content cannot change.',
  why: 'With IfNotPresent or Never, a pod on a node that already holds the image gets it without the registry checking any credential, and a tag that was pushed again stays stale.',
  remedy: 'Set imagePullPolicy to Always, unless images are loaded onto the nodes beforehand.',
  options: {
    acceptDigests: { type: 'boolean', default: false, description: 'Whether an image named by digest passes.' },
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: app
      image: registry.example/cart:1.4.2
      imagePullPolicy: IfNotPresent
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: app
      image: registry.example/cart:1.4.2
      imagePullPolicy: Always
`,
  },
  *check({ container, options }) {
    const image = imageOf(container.spec)
    const policy = imagePullPolicy(container.spec)
    if (!image || policy === 'Always' || (options.acceptDigests && image.digest !== undefined)) return
    const written = container.spec.imagePullPolicy !== undefined
    yield {
      at: container.path('imagePullPolicy'),
      message: written
        ? `imagePullPolicy is ${policy}`
        : `no imagePullPolicy is written, which means ${policy} for this image`,
      fix: {
        description: 'Set imagePullPolicy to Always',
        changes: [set(container.path('imagePullPolicy'), 'Always')],
        needs: 'evidence that every node reaches the registry whenever a container starts',
      },
    }
  },
})
