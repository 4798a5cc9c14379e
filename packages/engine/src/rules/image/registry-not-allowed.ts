import { comesFrom, imageOf, repositoryName } from '../../cluster/index.ts'
import { defineRule } from '../rule.ts'

/**
 * An image from a registry that nobody vouches for.
 *
 * Restricted fields: containers[*].image (init, sidecar, regular, ephemeral)
 * Allowed values:    images from a place in `allowed` (when set) and from none in `blocked`
 */
export const registryNotAllowed = defineRule({
  id: 'registry-not-allowed',
  title: 'Image comes from a registry that is not allowed',
  severity: 'medium',
  category: 'image',
  visit: 'container',
  profile: 'default',
  frameworks: { cis: ['5.5.1'], mitre: ['T1525'] },
  fix: 'none',
  description:
    'Says nothing until `allowed` or `blocked` is set. Reported when an image comes from a place in `blocked`, or from none in `allowed`. A place is a registry (`registry.example`), all registries below a domain (`*.example`), or a path in a registry (`registry.example/team`). Names without a registry are of Docker Hub: `nginx` is `docker.io/library/nginx`.',
  why: 'What runs here was never scanned, signed or mirrored by whoever answers for the allowed registries.',
  remedy: 'Mirror the image into an allowed registry and name it from there.',
  options: {
    allowed: { type: 'strings', default: [], description: 'Places that images may come from; any when empty.' },
    blocked: { type: 'strings', default: [], description: 'Places that images must not come from, even if allowed.' },
  },
  examples: {
    options: { allowed: ['registry.example'] },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: app
      image: registry.elsewhere.example/cart:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: app
      image: registry.example/cart:1.4.2
`,
  },
  *check({ container, options }) {
    const { allowed, blocked } = options
    if (allowed.length === 0 && blocked.length === 0) return
    const image = imageOf(container.spec)
    if (!image) return
    const isBlocked = comesFrom(image, blocked)
    if (!isBlocked && (allowed.length === 0 || comesFrom(image, allowed))) return
    yield {
      at: container.path('image'),
      message: `${repositoryName(image)} is ${isBlocked ? 'in a blocked registry' : 'in none of the allowed registries'}`,
    }
  },
})
