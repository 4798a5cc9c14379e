import type { Resource } from '../cluster/index.ts'
import { type Finding, type Location, locationOf } from '../findings/index.ts'

/** A resource as a person calls it: `Deployment shop/cart`. */
export function resourceTitle(resource: Resource): string {
  const name = resource.name === '' ? '(no name)' : resource.name
  return `${resource.kind} ${resource.namespace === undefined ? '' : `${resource.namespace}/`}${name}`
}

/** A resource as kubectl calls it: `deployment.apps/cart`. */
export function kubectlName(resource: Resource): string {
  const group = resource.group === '' ? '' : `.${resource.group}`
  return `${resource.kind.toLowerCase()}${group}/${resource.name}`
}

/** A place as editors and terminals take it: `deploy/cart.yaml:21:11`. */
export function placeText(place: Pick<Location, 'file' | 'line' | 'column'>): string {
  return `${place.file}:${place.line}:${place.column}`
}

export function placeOf(finding: Finding): string {
  return placeText(locationOf(finding))
}

/** The file that a resource was declared in. */
export function fileOf(resource: Resource): string {
  return resource.document.source.name
}

/** The file in which a resource is maintained: for rendered ones the template or manifest, as far as it is known. */
export function maintainedFile(resource: Resource): string {
  const { provenance } = resource
  if (!provenance) return fileOf(resource)
  return provenance.source === undefined ? provenance.root : joinPath(provenance.root, provenance.source)
}

function joinPath(folder: string, path: string): string {
  const parts: string[] = []
  for (const part of `${folder}/${path}`.split('/')) {
    const above = parts.at(-1)
    if (part === '..' && above !== undefined && above !== '..' && above !== '') parts.pop()
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part)
  }
  return parts.join('/')
}
