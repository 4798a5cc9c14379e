import { listOptions } from './list-options.ts'
import { requestUrl } from './url.ts'

/** What an API server takes a request for: all that authorizers and the audit policy see of it. */
export interface RequestInfo {
  readonly resourceRequest: boolean
  /** Decoded, without the query. */
  readonly path: string
  readonly verb: string
  /** `api`, `apis`, or empty. */
  readonly apiPrefix: string
  readonly apiGroup: string
  readonly apiVersion: string
  readonly namespace: string
  readonly resource: string
  readonly subresource: string
  readonly name: string
  /** The path from the resource on. */
  readonly parts: readonly string[]
  /** As written, where the verb heeds it. Role-based access control passes over it, the Node authorizer does not. */
  readonly fieldSelector: string
  readonly labelSelector: string
  /** Why the server answers before it asks anybody; the rest is as far as it was known then. */
  readonly error: string | undefined
}

const verbs: ReadonlyMap<string, string> = new Map([
  ['POST', 'create'],
  ['GET', 'get'],
  ['HEAD', 'get'],
  ['PUT', 'update'],
  ['PATCH', 'patch'],
  ['DELETE', 'delete'],
])
const namespaceSubresources = ['status', 'finalize']
const selectingVerbs = ['list', 'watch', 'deletecollection']

/**
 * Turns an HTTP request into the attributes by which it is authorized and audited. The URL is a request target, such as
 * `/api/v1/namespaces/shop/pods?watch=1`; a scheme and a host before it are passed over.
 *
 * Source: kubernetes/apiserver pkg/endpoints/request/requestinfo.go
 */
export function requestInfo(method: string, url: string): RequestInfo {
  const { path, query, error } = requestUrl(url)
  const none = { apiPrefix: '', apiGroup: '', apiVersion: '', namespace: '', resource: '', subresource: '', name: '' }
  const selectors = { fieldSelector: '', labelSelector: '' }
  const other: RequestInfo = {
    resourceRequest: false,
    path,
    verb: method.toLowerCase(),
    ...none,
    parts: [],
    ...selectors,
    error,
  }
  const prefixed = splitPrefix(path)
  if (error !== undefined || prefixed === undefined) return other
  const { rest, ...prefix } = prefixed
  if (!prefix.resourceRequest) return { ...other, ...prefix }

  const pathVerb = rest[0] === 'watch' || rest[0] === 'proxy' ? rest[0] : undefined
  if (pathVerb !== undefined && rest.length < 2) {
    return { ...other, ...prefix, error: `unable to determine kind and namespace from url, ${url}` }
  }
  const { namespace, parts } = splitNamespace(pathVerb === undefined ? rest : rest.slice(1))
  const [resource = '', pathName = ''] = parts
  const subresource = pathVerb === 'proxy' ? '' : (parts[2] ?? '')
  const { verb, name } = byName(pathVerb ?? verbs.get(method) ?? '', pathName, query)
  const heedsSelectors = pathVerb === undefined && selectingVerbs.includes(verb)
  const selector = (key: string) => (heedsSelectors ? (query.get(key)?.[0] ?? '') : '')
  return {
    ...other,
    ...prefix,
    verb,
    namespace,
    resource,
    subresource,
    name,
    parts,
    fieldSelector: selector('fieldSelector'),
    labelSelector: selector('labelSelector'),
  }
}

/** What stands before the resource; undefined for a path that cannot be about one. */
function splitPrefix(path: string) {
  const trimmed = path.replace(/^\/+|\/+$/g, '')
  const [apiPrefix = '', ...rest] = trimmed.split('/')
  if (rest.length < 2) return undefined
  if (apiPrefix === 'api') {
    const [apiVersion = '', ...more] = rest
    return { resourceRequest: true, apiPrefix, apiGroup: '', apiVersion, rest: more }
  }
  if (apiPrefix !== 'apis') return undefined
  if (rest.length < 3) return { resourceRequest: false, apiPrefix, apiGroup: '', apiVersion: '', rest: [] }
  const [apiGroup = '', apiVersion = '', ...more] = rest
  return { resourceRequest: true, apiPrefix, apiGroup, apiVersion, rest: more }
}

/** A Namespace and its own subresources are in the namespace of its name; the parts of all else start behind it. */
function splitNamespace(rest: readonly string[]): { readonly namespace: string; readonly parts: readonly string[] } {
  const [first, namespace, third] = rest
  if (first !== 'namespaces' || namespace === undefined) return { namespace: '', parts: rest }
  const isInside = third !== undefined && !namespaceSubresources.includes(third)
  return { namespace, parts: isInside ? rest.slice(2) : rest }
}

/** Without a name, reading is listing or watching, and deleting is deleting them all. */
function byName(verb: string, name: string, query: Parameters<typeof listOptions>[0]) {
  if (name !== '') return { verb, name }
  if (verb === 'delete') return { verb: 'deletecollection', name }
  if (verb !== 'get') return { verb, name }
  const { watch, name: selected } = listOptions(query)
  return { verb: watch ? 'watch' : 'list', name: selected }
}
