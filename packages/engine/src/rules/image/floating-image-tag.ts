import { imageOf, isFloating } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * An image whose name can mean another image tomorrow.
 *
 * Restricted fields: containers[*].image (init, sidecar, regular, ephemeral)
 * Allowed values:    a name with a digest, or with a tag other than `latest` and those of the option `tags`
 */
export const floatingImageTag = defineRule({
  id: 'floating-image-tag',
  title: 'Image tag floats',
  severity: 'medium',
  category: 'image',
  visit: 'container',
  profile: 'default',
  frameworks: { mitre: ['T1525'] },
  fix: 'evidence',
  description:
    'Reported when an image has no digest and either no tag, which means `latest`, or the tag `latest`. Further tags that move, such as `stable` or `main`, can be named in `tags`. The name is read by the grammar of image references, so the port of a registry is no tag, and a digest decides whatever tag stands before it.',
  why: 'Each restart may run other content: whoever can push to the tag runs code here, and no rollback brings the old content back.',
  remedy: 'Name a version, better the digest that runs today.',
  options: { tags: { type: 'strings', default: [], description: 'Tags that float, beside `latest`.' } },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: app
      image: registry.example:5000/shop/cart
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: app
      image: registry.example:5000/shop/cart:1.4.2
`,
  },
  *check({ container, options }) {
    const image = imageOf(container.spec)
    if (!image) return
    const named = image.tag !== undefined && image.digest === undefined && options.tags.includes(image.tag)
    if (!named && !isFloating(image)) return
    yield {
      at: container.path('image'),
      message: image.tag ? `the tag ${image.tag} floats` : 'the image has no tag, which means latest',
      fix: { description: 'Pin the image to a digest', needs: 'the digest that runs today' },
    }
  },
})
