/** A container image name, taken apart by the grammar of distribution/reference: `host[:port]/path[:tag][@digest]`. */
export interface ImageReference {
  /** As written, or `docker.io` when the name has no registry part. */
  readonly registry: string
  readonly repository: string
  readonly tag: string | undefined
  readonly digest: string | undefined
  /** Whether the registry was written. */
  readonly qualified: boolean
}

/** Takes an image name apart; undefined for the empty string. */
export function parseImage(name: string): ImageReference | undefined {
  if (name === '') return undefined
  const at = name.indexOf('@')
  const digest = at === -1 ? undefined : name.slice(at + 1)
  const rest = at === -1 ? name : name.slice(0, at)
  const colon = rest.lastIndexOf(':')
  const tagged = colon > rest.lastIndexOf('/')
  const path = tagged ? rest.slice(0, colon) : rest
  const slash = path.indexOf('/')
  const first = slash === -1 ? '' : path.slice(0, slash)
  // Repositories are in lower case, so that capitals make a first part the name of a host.
  const qualified = /[.:A-Z]/.test(first) || first === 'localhost'
  return {
    registry: qualified ? first : 'docker.io',
    repository: qualified ? path.slice(slash + 1) : path,
    tag: tagged ? rest.slice(colon + 1) : undefined,
    digest,
    qualified,
  }
}

/** Whether the name can mean another image tomorrow: no digest, and no tag or `latest`. */
export function isFloating(image: ImageReference): boolean {
  return image.digest === undefined && (image.tag === undefined || image.tag === '' || image.tag === 'latest')
}
