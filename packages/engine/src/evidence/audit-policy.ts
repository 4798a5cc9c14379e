/** How much of a request the audit log keeps. */
export type AuditLevel = 'None' | 'Metadata' | 'Request' | 'RequestResponse'

export interface AuditPolicy {
  readonly rules?: readonly AuditPolicyRule[] | null | undefined
  readonly omitStages?: readonly string[] | null | undefined
}

/** One rule of an audit.k8s.io Policy. A list that is missing or empty holds for everything. */
export interface AuditPolicyRule {
  readonly level?: AuditLevel | undefined
  readonly users?: readonly string[] | null | undefined
  readonly userGroups?: readonly string[] | null | undefined
  readonly verbs?: readonly string[] | null | undefined
  readonly resources?: readonly AuditResources[] | null | undefined
  readonly namespaces?: readonly string[] | null | undefined
  readonly nonResourceURLs?: readonly string[] | null | undefined
  readonly omitStages?: readonly string[] | null | undefined
}

export interface AuditResources {
  readonly group?: string | null | undefined
  readonly resources?: readonly string[] | null | undefined
  readonly resourceNames?: readonly string[] | null | undefined
}

/** What the policy is asked about. */
export interface AuditedRequest {
  /** Who sent it, before any impersonation; undefined where authentication failed. */
  readonly user?: { readonly name?: string | undefined; readonly groups?: readonly string[] | undefined } | undefined
  readonly verb: string
  readonly apiGroup?: string | undefined
  readonly resource?: string | undefined
  readonly subresource?: string | undefined
  /** As in the URL: what is created has none. */
  readonly name?: string | undefined
  readonly namespace?: string | undefined
  readonly path?: string | undefined
  readonly resourceRequest: boolean
}

export interface Audited {
  readonly level: AuditLevel
  /** Stages of which no event is kept. */
  readonly omitStages: readonly string[]
}

/**
 * How a request is audited: by the first rule that matches it, and not at all when none does.
 *
 * Source: kubernetes/apiserver pkg/audit/policy/checker.go
 */
export function audited(policy: AuditPolicy, request: AuditedRequest): Audited {
  const rule = policy.rules?.find((each) => matches(each, request))
  return {
    level: rule?.level ?? 'None',
    omitStages: [...new Set([...(policy.omitStages ?? []), ...(rule?.omitStages ?? [])])],
  }
}

type List = readonly string[] | null | undefined

function matches(rule: AuditPolicyRule, request: AuditedRequest): boolean {
  const { user, verb } = request
  const { users, userGroups, verbs, namespaces, resources, nonResourceURLs } = rule
  if (!isEmpty(users) && !(user && users?.includes(user.name ?? ''))) return false
  if (!isEmpty(userGroups) && !user?.groups?.some((group) => userGroups?.includes(group))) return false
  if (!isEmpty(verbs) && !verbs?.includes(verb)) return false
  if (!isEmpty(namespaces) || !isEmpty(resources)) return matchesResource(rule, request)
  if (isEmpty(nonResourceURLs)) return true
  return !request.resourceRequest && nonResourceURLs?.some((url) => urlMatches(url, request.path ?? '')) === true
}

/** A rule that names namespaces or resources is about nothing else, also where it names URLs besides. */
function matchesResource({ namespaces, resources }: AuditPolicyRule, request: AuditedRequest): boolean {
  if (!request.resourceRequest) return false
  if (!isEmpty(namespaces) && !namespaces?.includes(request.namespace ?? '')) return false
  return isEmpty(resources) || resources?.some((each) => resourcesMatch(each, request)) === true
}

/** Names count only where resources are named too. */
function resourcesMatch({ group, resources, resourceNames }: AuditResources, request: AuditedRequest): boolean {
  if (group !== '*' && (group ?? '') !== (request.apiGroup ?? '')) return false
  if (isEmpty(resources)) return true
  if (!isEmpty(resourceNames) && !resourceNames?.includes(request.name ?? '')) return false
  return resources?.some((pattern) => resourceMatches(pattern, request)) === true
}

/** `*` holds everything; a star before a slash any resource with that subresource; behind one, the resource with and without. */
function resourceMatches(pattern: string, { resource = '', subresource = '' }: AuditedRequest): boolean {
  if (pattern === '*' || pattern === (subresource === '' ? resource : `${resource}/${subresource}`)) return true
  if (subresource !== '' && pattern === `*/${subresource}`) return true
  return pattern.endsWith('/*') && pattern.slice(0, -2) === resource
}

/** All stars at the end of a URL are one. */
function urlMatches(url: string, path: string): boolean {
  return url === '*' || url === path || (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, '')))
}

function isEmpty(list: List | readonly AuditResources[]): boolean {
  return !list || list.length === 0
}
