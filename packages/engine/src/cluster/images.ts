import { type ImageReference, parseImage } from './image-reference.ts'
import type { ContainerSpec } from './pod-shape.ts'

const dockerHub = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io'])

/**
 * Registry and repository as a runtime resolves them: `docker.io/library/nginx` for `nginx`. Without tag and digest.
 * Source: distribution/reference normalize.go.
 */
export function repositoryName(image: ImageReference): string {
  const registry = image.registry.toLowerCase()
  if (!dockerHub.has(registry)) return `${registry}/${image.repository}`
  return `docker.io/${image.repository.includes('/') ? image.repository : `library/${image.repository}`}`
}

/** A container's image, taken apart; undefined when there is none, or only a placeholder that a template tool fills. */
export function imageOf(container: ContainerSpec): ImageReference | undefined {
  const name = container.image?.trim() ?? ''
  return /[\s$]|\{\{/.test(name) ? undefined : parseImage(name)
}

/**
 * The pull policy that holds: when none is written, Always for the tag `latest` or no tag at all, else IfNotPresent.
 * Source: kubernetes/kubernetes pkg/apis/core/v1/defaults.go, pkg/util/parsers/parsers.go.
 */
export function imagePullPolicy(container: ContainerSpec): string {
  if (container.imagePullPolicy) return container.imagePullPolicy
  const image = parseImage(container.image?.trim() ?? '')
  if (!image) return 'IfNotPresent'
  return image.tag === 'latest' || (image.tag === undefined && image.digest === undefined) ? 'Always' : 'IfNotPresent'
}

/**
 * Whether an image comes from a place that a list names: a registry (`registry.example`), every registry below a domain
 * (`*.example`), or a path in one (`registry.example/team`, which is not `registry.example/team-b`). A name without a
 * registry means Docker Hub, as it does in an image name.
 */
export function comesFrom(image: ImageReference, places: readonly string[]): boolean {
  const name = repositoryName(image)
  const slash = name.indexOf('/')
  const registry = name.slice(0, slash)
  const repository = name.slice(slash + 1)
  return places.some((place) => {
    const [first = '', ...rest] = place
      .trim()
      .replace(/^https?:\/\//, '')
      .replace(/\/\*?$/, '')
      .split('/')
    const named = /[.:*]/.test(first) || first === 'localhost'
    const host = named ? first.toLowerCase() : 'docker.io'
    const path = (named ? rest : [first, ...rest]).join('/')
    if (place.trim() === '') return false
    const here = host.startsWith('*') ? registry.endsWith(host.slice(1)) : normalHost(host) === registry
    return here && (path === '' || repository === path || repository.startsWith(`${path}/`))
  })
}

function normalHost(host: string): string {
  return dockerHub.has(host) ? 'docker.io' : host
}
