import type { AccessQuery, Given, PolicyRule } from './objects.ts'

/** Whether a request is about a resource, rather than a URL of another kind. */
export function isResourceRequest({
  resourceRequest,
  resource,
  path,
}: Pick<NonNullable<Given<AccessQuery>>, 'resourceRequest' | 'resource' | 'path'>): boolean {
  return resourceRequest ?? !(path && !resource)
}

/**
 * Whether one rule allows a request. All parts must match in the same rule.
 *
 * Sources: kubernetes/kubernetes plugin/pkg/auth/authorizer/rbac/rbac.go, pkg/apis/rbac/v1/evaluation_helpers.go
 */
export function ruleAllows(rule: PolicyRule, request: AccessQuery): boolean {
  return new PreparedRequest(request).isAllowedBy(rule)
}

/**
 * The objects that one rule allows a request about, whatever name that has: undefined for every one, none where it is
 * refused. The empty name among them lets requests through that have none.
 */
export function namesAllowed(rule: PolicyRule, request: AccessQuery): readonly string[] | undefined {
  const names = rule.resourceNames ?? []
  if (names.length === 0) return ruleAllows(rule, request) ? undefined : []
  return ruleAllows({ ...rule, resourceNames: [] }, request) ? names : []
}

/** Whether requests of this kind name no object in their URL; list and watch may name one by a field selector. */
export function isNameless({ verb, subresource }: AccessQuery): boolean {
  return !subresource && nameless.has(verb)
}

const nameless: ReadonlySet<string> = new Set(['create', 'list', 'watch', 'deletecollection'])

/** A request made ready to be held against many rules. */
export class PreparedRequest {
  readonly verb: string
  /** Undefined for a request about a resource. */
  readonly path: string | undefined
  readonly apiGroup: string
  /** With the subresource, as rules name it. */
  readonly resource: string
  /** The pattern for its subresource on any resource; undefined without one. */
  readonly anyResource: string | undefined
  readonly name: string

  constructor(given: Given<AccessQuery>) {
    const request: Partial<NonNullable<Given<AccessQuery>>> = given ?? {}
    const subresource = request.subresource ?? ''
    const resource = request.resource ?? ''
    this.verb = request.verb ?? ''
    this.path = isResourceRequest(request) ? undefined : (request.path ?? '')
    this.apiGroup = request.apiGroup ?? ''
    this.resource = subresource === '' ? resource : `${resource}/${subresource}`
    this.anyResource = subresource === '' ? undefined : `*/${subresource}`
    this.name = request.name ?? ''
  }

  isAllowedBy(rule: NonNullable<Given<PolicyRule>>): boolean {
    return has(rule.verbs, this.verb) && this.isAbout(rule)
  }

  /** Whether a rule is about what is requested, whatever its verbs. */
  isAbout(rule: NonNullable<Given<PolicyRule>>): boolean {
    if (this.path !== undefined) return urlMatches(rule.nonResourceURLs, this.path)
    return (
      has(rule.apiGroups, this.apiGroup) &&
      resourceMatches(rule.resources, this.resource, this.anyResource) &&
      nameMatches(rule.resourceNames, this.name)
    )
  }
}

function has(list: Given<readonly string[]>, wanted: string): boolean {
  if (!Array.isArray(list)) return false
  for (const item of list) if (item === '*' || item === wanted) return true
  return false
}

/** `pods/*` is no pattern; `*` holds subresources too, and `*` with a slash before a subresource is that one everywhere. */
function resourceMatches(list: Given<readonly string[]>, resource: string, anyResource: string | undefined): boolean {
  if (!Array.isArray(list)) return false
  for (const item of list) if (item === '*' || item === resource || item === anyResource) return true
  return false
}

/** A request without a name is held back by names, unless the empty one is among them. */
function nameMatches(list: Given<readonly string[]>, name: string): boolean {
  return !Array.isArray(list) || list.length === 0 || list.includes(name)
}

function urlMatches(list: Given<readonly string[]>, path: string): boolean {
  return Array.isArray(list) && list.some((item) => typeof item === 'string' && urlCovers(item, path))
}

/** Whether a URL of a rule covers a path, or another URL of a rule. All stars at its end are one. */
export function urlCovers(url: string, path: string): boolean {
  return url === '*' || url === path || (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, '')))
}
