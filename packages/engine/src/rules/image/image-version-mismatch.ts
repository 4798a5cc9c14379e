import { imageOf, type ImageReference, parseImage, repositoryName } from '../../cluster/index.ts'
import { defineRule, set } from '../rule.ts'

/**
 * An image in another version than the one that was decided on.
 *
 * Restricted fields: containers[*].image (init, sidecar, regular, ephemeral)
 * Allowed values:    for a repository named in `images`, one of the tags or digests named there
 */
export const imageVersionMismatch = defineRule({
  id: 'image-version-mismatch',
  title: 'Image is not the version decided on',
  severity: 'medium',
  category: 'image',
  visit: 'container',
  profile: 'default',
  frameworks: {},
  fix: 'value',
  description:
    'Says nothing until `images` is set. Reported when an image is of a repository named there, with another tag or digest than each entry for that repository. An image without a tag is left to `floating-image-tag`; one named by digest alone cannot be compared with a tag and passes.',
  why: 'A fix that was decided on, and perhaps already reported as rolled out, does not run here.',
  remedy: 'Use the version that was decided on.',
  options: {
    images: {
      type: 'strings',
      default: [],
      description:
        'Wanted images, `repository:tag` or `repository@digest`; several entries for a repository are all accepted.',
    },
  },
  examples: {
    options: { images: ['registry.example/cart:1.4.2'] },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: cart
spec:
  containers:
    - name: app
      image: registry.example/cart:1.4.1
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
    if (options.images.length === 0) return
    const image = imageOf(container.spec)
    if (!image || (image.tag === undefined && image.digest === undefined)) return
    const name = repositoryName(image)
    const wanted = options.images
      .flatMap((entry) => parseImage(entry) ?? [])
      .filter((each) => repositoryName(each) === name)
    if (wanted.length === 0 || wanted.some((each) => isSatisfied(image, each))) return
    const versions = wanted.map(versionOf)
    yield {
      at: container.path('image'),
      message: `the version is ${versionOf(image)}, wanted is ${versions.join(' or ')}`,
      fix: {
        description: `Use ${versions.join(' or ')}`,
        changes:
          versions.length === 1
            ? [set(container.path('image'), withVersion(container.spec.image ?? '', image, versions[0]))]
            : [],
        needs: 'a word that the wanted version fits this workload',
      },
    }
  },
})

function isSatisfied(image: ImageReference, wanted: ImageReference): boolean {
  if (wanted.digest !== undefined) return image.digest === wanted.digest
  return wanted.tag === undefined || image.tag === undefined || image.tag === wanted.tag
}

/** Tag and digest, with what stands before each. */
function versionOf({ tag, digest }: ImageReference): string {
  return `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
}

function withVersion(name: string, image: ImageReference, version = ''): string {
  return `${name.trim().slice(0, name.trim().length - versionOf(image).length)}${version}`
}
