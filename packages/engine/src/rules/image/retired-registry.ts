import { imageOf } from '../../cluster/index.ts'
import { defineRule, set } from '../rule.ts'

interface Retired {
  /** Registry with path, without a slash at the end. */
  readonly place: string
  /** Where the same images are served now, when they are. */
  readonly now: string | undefined
  readonly since: string
}

/**
 * Sources: kubernetes.io/blog 2023-02-06 and 2023-03-10 (k8s.gcr.io is frozen since 2023-04-03; it was an alias of the
 * k8s-artifacts-prod projects), 2022-11-28 (registry.k8s.io); kubernetes/k8s.io issue 158 (google-containers); GitHub's
 * notice that its Docker registry became the container registry.
 */
const retired: readonly Retired[] = [
  { place: 'k8s.gcr.io', now: 'registry.k8s.io', since: 'frozen since April 2023' },
  ...['us', 'eu', 'asia'].map((region) => ({
    place: `${region}.gcr.io/k8s-artifacts-prod`,
    now: 'registry.k8s.io',
    since: 'frozen since April 2023',
  })),
  { place: 'gcr.io/google-containers', now: undefined, since: 'frozen since 2020' },
  { place: 'gcr.io/google_containers', now: undefined, since: 'frozen since 2020' },
  { place: 'docker.pkg.github.com', now: undefined, since: 'replaced by ghcr.io' },
]

/**
 * An image from a registry that gets no new images.
 *
 * Restricted fields: containers[*].image (init, sidecar, regular, ephemeral)
 * Allowed values:    images from anywhere but k8s.gcr.io, {us,eu,asia}.gcr.io/k8s-artifacts-prod,
 *                    gcr.io/google-containers, gcr.io/google_containers, docker.pkg.github.com
 */
export const retiredRegistry = defineRule({
  id: 'retired-registry',
  title: 'Image comes from a retired registry',
  severity: 'medium',
  category: 'image',
  visit: 'container',
  profile: 'default',
  frameworks: {},
  fix: 'safe',
  description:
    'Reported for images of registries that are frozen or gone: `k8s.gcr.io` and the projects behind it, whose images `registry.k8s.io` serves under the same names; `gcr.io/google-containers`, whose later images moved there under other names; and `docker.pkg.github.com`.',
  why: 'No fix for a hole in this image will ever be pushed there, and pods stop starting on the day the registry is switched off.',
  remedy: 'Name the image from the registry that took over.',
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: metrics-server
spec:
  containers:
    - name: metrics-server
      image: k8s.gcr.io/metrics-server/metrics-server:v0.6.1
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: metrics-server
spec:
  containers:
    - name: metrics-server
      image: registry.k8s.io/metrics-server/metrics-server:v0.6.1
`,
  },
  *check({ container }) {
    const image = imageOf(container.spec)
    if (!image?.qualified) return
    const name = container.spec.image?.trim() ?? ''
    const found = retired.find(({ place }) => name.startsWith(`${place}/`))
    if (!found) return
    const { place, now, since } = found
    yield {
      at: container.path('image'),
      message: `${place} is ${since}`,
      fix:
        now === undefined
          ? { class: 'value', description: 'Name the image from the registry that took over', needs: 'its name there' }
          : {
              description: `Take the same image from ${now}`,
              changes: [set(container.path('image'), `${now}${name.slice(place.length)}`)],
            },
    }
  },
})
