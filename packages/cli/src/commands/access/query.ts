import { type AccessQuery, isVirtual, type NamedKind, type ResourceName, resourceNamed } from '@warrant/engine/access'
import { WarrantError } from '@warrant/engine/errors'
import type { AccessCommandOptions } from './command.ts'

/** What was typed: VERB RESOURCE [NAME]. */
export interface TypedRequest {
  readonly verb: string
  readonly resource: string
  readonly name: string | undefined
}

/** Where the words are to be understood. */
export interface Surroundings {
  /** Kinds beside the built-in ones. */
  readonly kinds: readonly NamedKind[]
  /** The namespace that is meant when none is named. */
  readonly namespace: string
}

/** A request as it was understood. */
export interface ReadRequest {
  readonly query: AccessQuery
  /** What there is to say about it, in kubectl's words where it says so too. */
  readonly warnings: readonly string[]
}

/**
 * The request that the words stand for, as kubectl reads them: `/path`, `pods`, `deploy/web`, `deployments.apps`. A kind of the
 * cluster has no namespace; any other is asked for in `-n`, or in the current one.
 *
 * Source: kubernetes/kubectl pkg/cmd/auth/cani.go
 *
 * @throws WarrantError `usage`.
 */
export function readRequest(typed: TypedRequest, options: AccessCommandOptions, around: Surroundings): ReadRequest {
  const { verb, resource, name } = typed
  const own = namespaceOf(options, around.namespace)
  if (resource.startsWith('/')) {
    if (name !== undefined) throw new WarrantError('usage', 'a path has no name beside it')
    if (options.subresource !== undefined) throw new WarrantError('usage', '--subresource has no meaning for a path')
    return { query: { verb, path: resource }, warnings: urlVerbs.has(verb) ? [] : [unknownVerb(verb)] }
  }
  const { kind, named } = targetOf(resource, name)
  const target = resourceNamed(kind, around.kinds)
  const { group, resource: plural, namespaced } = target
  const isNamespaces = plural === 'namespaces' && group === ''
  const isClusterWide = namespaced === false || (isVirtual(target) && plural !== 'serviceaccounts')
  const query = {
    verb,
    apiGroup: group,
    resource: plural,
    subresource: options.subresource ?? '',
    name: named,
    // A request about a Namespace by name is one in that namespace.
    namespace: isNamespaces ? named : isClusterWide || options.allNamespaces ? '' : own,
  }
  return { query, warnings: [...targetWarnings(target, options), ...(isVerb(verb) ? [] : [unknownVerb(verb)])] }
}

/**
 * The one namespace that is asked about.
 *
 * @throws WarrantError `usage`.
 */
export function namespaceOf({ namespace = [] }: AccessCommandOptions, current: string): string {
  if (namespace.length > 1) throw new WarrantError('usage', 'ask for one namespace at a time')
  return namespace[0] ?? current
}

/** Whether a kind is built in, so that nothing beside the words is needed to understand them. */
export function isBuiltIn({ resource, name }: TypedRequest): boolean {
  if (resource.startsWith('/')) return true
  const target = resourceNamed(targetOf(resource, name).kind)
  return isKnown(target)
}

function isKnown(target: ResourceName): boolean {
  return target.namespaced !== undefined || target.resource === '*' || isVirtual(target)
}

function targetOf(resource: string, name: string | undefined): { readonly kind: string; readonly named: string } {
  const [kind = '', ofKind, ...rest] = resource.split('/')
  if (kind === '' || ofKind === '' || rest.length > 0 || (ofKind !== undefined && name !== undefined))
    throw new WarrantError('usage', `${JSON.stringify(resource)} is no kind, and no kind/name`)
  return { kind, named: ofKind ?? name ?? '' }
}

function targetWarnings(target: ResourceName, { allNamespaces }: AccessCommandOptions): string[] {
  const { group, resource, namespaced } = target
  const inGroup = group === '' ? '' : ` in group '${group}'`
  if (!isKnown(target)) return [`the server doesn't have a resource type '${resource}'${inGroup}`]
  if (namespaced === false && !allNamespaces) return [`resource '${resource}' is not namespace scoped${inGroup}`]
  return []
}

const resourceVerbs: ReadonlySet<string> = new Set(
  'get list watch create update patch delete deletecollection use bind escalate impersonate approve sign attest *'.split(
    ' ',
  ),
)
const urlVerbs: ReadonlySet<string> = new Set(['get', 'put', 'post', 'head', 'options', 'delete', 'patch', '*'])

/** Constrained impersonation (v1.36) has verbs that are made up of others. */
function isVerb(verb: string): boolean {
  return resourceVerbs.has(verb) || /^impersonate(-on)?:/.test(verb)
}

function unknownVerb(verb: string): string {
  return `verb '${verb}' is not a known verb`
}

/** The request in words, for people. */
export function queryText({ verb, apiGroup, resource, subresource, name, namespace, path }: AccessQuery): string {
  if (path) return `${verb} ${path}`
  const kind = `${resource}${apiGroup ? `.${apiGroup}` : ''}${subresource ? `/${subresource}` : ''}`
  const where = namespace ? ` in ${namespace}` : ''
  return `${verb} ${kind}${name ? ` ${name}` : ''}${where}`
}
