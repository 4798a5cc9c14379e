import { type AccessQuery, resourceNamed } from '@warrant/engine/access'
import { WarrantError } from '@warrant/engine/errors'
import type { AccessCommandOptions } from './command.ts'

/** What was typed: VERB RESOURCE [NAME]. */
export interface TypedRequest {
  readonly verb: string
  readonly resource: string
  readonly name: string | undefined
}

/**
 * The request that the words stand for, as kubectl reads them: `/path`, `pods`, `deploy/web`, `deployments.apps`. A kind of the
 * cluster has no namespace; any other is asked for in `-n`, or in `default`.
 *
 * @throws WarrantError `usage`.
 */
export function queryOf({ verb, resource, name }: TypedRequest, options: AccessCommandOptions): AccessQuery {
  const namespaces = options.namespace ?? []
  if (namespaces.length > 1) throw new WarrantError('usage', 'ask for one namespace at a time')
  if (resource.startsWith('/')) {
    if (name !== undefined) throw new WarrantError('usage', 'a path has no name beside it')
    if (options.subresource !== undefined) throw new WarrantError('usage', 'a path has no subresource')
    return { verb, path: resource }
  }
  const [kind = '', ofKind, ...rest] = resource.split('/')
  if (kind === '' || ofKind === '' || rest.length > 0 || (ofKind !== undefined && name !== undefined))
    throw new WarrantError('usage', `${JSON.stringify(resource)} is no kind, and no kind/name`)
  const { group, resource: plural, namespaced } = resourceNamed(kind)
  const isClusterWide = namespaced === false && plural !== 'namespaces'
  const named = ofKind ?? name ?? ''
  return {
    verb,
    apiGroup: group,
    resource: plural,
    subresource: options.subresource ?? '',
    name: named,
    // A request about a Namespace by name is one in that namespace.
    namespace:
      plural === 'namespaces' ? named : isClusterWide || options.allNamespaces ? '' : (namespaces[0] ?? 'default'),
  }
}

/** The request in words, for people. */
export function queryText({ verb, apiGroup, resource, subresource, name, namespace, path }: AccessQuery): string {
  if (path) return `${verb} ${path}`
  const kind = `${resource}${apiGroup ? `.${apiGroup}` : ''}${subresource ? `/${subresource}` : ''}`
  const where = namespace ? ` in ${namespace}` : ''
  return `${verb} ${kind}${name ? ` ${name}` : ''}${where}`
}
