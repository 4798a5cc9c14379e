import type { AccessQuery, PolicyRule } from './objects.ts'

/** Whether a request is about a resource, rather than a URL of another kind. */
export function isResourceRequest({ resourceRequest, resource, path }: AccessQuery): boolean {
  return resourceRequest ?? !(path && !resource)
}

/**
 * Whether one rule allows a request. All parts must match in the same rule.
 *
 * Sources: kubernetes/kubernetes plugin/pkg/auth/authorizer/rbac/rbac.go, pkg/apis/rbac/v1/evaluation_helpers.go
 */
export function ruleAllows(rule: PolicyRule, request: AccessQuery): boolean {
  return has(rule.verbs, request.verb) && allowsTarget(rule, targetOf(request))
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

/** What a request is about, apart from its verb. */
interface Target {
  /** Undefined for a request about a resource. */
  readonly path: string | undefined
  readonly apiGroup: string
  /** With the subresource, as rules name it. */
  readonly resource: string
  /** The pattern for its subresource on any resource; undefined without one. */
  readonly anyResource: string | undefined
  readonly name: string
}

function targetOf(request: AccessQuery): Target {
  const { apiGroup = '', resource = '', subresource = '', name = '', path = '' } = request
  return {
    path: isResourceRequest(request) ? undefined : path,
    apiGroup,
    resource: subresource === '' ? resource : `${resource}/${subresource}`,
    anyResource: subresource === '' ? undefined : `*/${subresource}`,
    name,
  }
}

function allowsTarget(rule: PolicyRule, target: Target): boolean {
  if (target.path !== undefined) return urlMatches(rule.nonResourceURLs, target.path)
  return (
    has(rule.apiGroups, target.apiGroup) &&
    resourceMatches(rule.resources, target.resource, target.anyResource) &&
    nameMatches(rule.resourceNames, target.name)
  )
}

/** A request made ready to be held against many rules. */
export class PreparedRequest {
  readonly verb: string
  readonly #target: Target

  constructor(request: AccessQuery) {
    this.verb = request.verb
    this.#target = targetOf(request)
  }

  /** Index of the first rule that allows the request; -1 when there is none. */
  firstIn({ rules, withVerb, withAnyVerb }: RuleList): number {
    for (const index of withVerb.get(this.verb) ?? withAnyVerb) {
      const rule = rules[index]
      if (rule !== undefined && allowsTarget(rule, this.#target)) return index
    }
    return -1
  }
}

/** Rules in their order, found by verb. */
export interface RuleList {
  readonly rules: readonly PolicyRule[]
  /** Indexes of the rules for each verb that is named, those for any verb among them. */
  readonly withVerb: ReadonlyMap<string, readonly number[]>
  readonly withAnyVerb: readonly number[]
}

export function ruleList(rules: readonly PolicyRule[]): RuleList {
  const indexes = [...rules.keys()]
  const verbs = new Set(rules.flatMap((rule) => rule.verbs ?? []))
  return {
    rules,
    withVerb: new Map([...verbs].map((verb) => [verb, indexes.filter((i) => has(rules[i]?.verbs, verb))])),
    withAnyVerb: indexes.filter((i) => rules[i]?.verbs?.includes('*')),
  }
}

function has(list: readonly string[] | null | undefined, wanted: string): boolean {
  if (!list) return false
  for (const item of list) if (item === '*' || item === wanted) return true
  return false
}

/** `pods/*` is no pattern; `*` holds subresources too, and `*` with a slash before a subresource is that one everywhere. */
function resourceMatches(
  list: readonly string[] | null | undefined,
  resource: string,
  anyResource: string | undefined,
): boolean {
  if (!list) return false
  for (const item of list) if (item === '*' || item === resource || item === anyResource) return true
  return false
}

/** A request without a name is held back by names, unless the empty one is among them. */
function nameMatches(list: readonly string[] | null | undefined, name: string): boolean {
  return !list || list.length === 0 || list.includes(name)
}

function urlMatches(list: readonly string[] | null | undefined, path: string): boolean {
  if (!list) return false
  return list.some((item) => urlCovers(item, path))
}

/** Whether a URL of a rule covers a path, or another URL of a rule. All stars at its end are one. */
export function urlCovers(url: string, path: string): boolean {
  return url === '*' || url === path || (url.endsWith('*') && path.startsWith(url.replace(/\*+$/, '')))
}
