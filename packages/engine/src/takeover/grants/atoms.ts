import { type AccessQuery, type PolicyRule, resourceNamed, type ResourceName } from '../../access/index.ts'

/** A request to the API, apart from where and about which object. */
export interface Atom {
  /** `create pods/exec`, `patch deployments.apps` */
  readonly key: string
  readonly query: AccessQuery
  readonly namespaced: boolean
  /** Whether it counts wherever it is allowed and about whatever object. */
  readonly anywhere: boolean
}

/** What is asked about only by the API server itself, and belongs to no namespace. */
const virtual: ReadonlySet<string> = new Set([
  'groups',
  'nodes',
  'podsecuritypolicies',
  'securitycontextconstraints',
  'signers',
  'uids',
  'userextras',
  'users',
])

/** Kinds of extensions that belong to no namespace. */
const clusterWide: ReadonlySet<string> = new Set([
  'clusterpolicies.kyverno.io',
  'constrainttemplates.templates.gatekeeper.sh',
  'ec2nodeclasses.karpenter.k8s.aws',
  'objects.kubernetes.crossplane.io',
  'validatingpolicies.policies.kyverno.io',
  'k8spspprivilegedcontainer.constraints.gatekeeper.sh',
])

/** What pods are held to where they are made: asked in the namespace of the pod, so that a RoleBinding gives it. */
const asksInNamespace: ReadonlySet<string> = new Set([
  'podsecuritypolicies.policy',
  'securitycontextconstraints.security.openshift.io',
])

/** A resource with where it is asked about. Binding is asked where the binding is written, whatever the role's kind. */
function placed(verb: string, text: string): ResourceName {
  const name = resourceNamed(text)
  const key = `${name.resource}.${name.group}`
  if (asksInNamespace.has(key) || (verb === 'bind' && name.group === 'rbac.authorization.k8s.io'))
    return { ...name, namespaced: true }
  return clusterWide.has(key) ? { ...name, namespaced: false } : name
}

const known = new Map<string, Atom>()

/**
 * A request, such as `create` and `pods/exec` or `deployments.apps`. Resources are written in the plural. A star stands
 * for whatever a rule names in its place: `userextras.authentication.k8s.io/*`, `impersonate-on:user-info:*`, or `*` for
 * any resource at all.
 */
export function atomOf(verb: string, resource: string, anywhere = false): Atom {
  const key = `${verb} ${resource}${anywhere ? ' anywhere' : ''}`
  let atom = known.get(key)
  if (atom === undefined) {
    const slash = resource.indexOf('/')
    const subresource = slash === -1 ? '' : resource.slice(slash + 1)
    const { group, resource: plural, namespaced } = placed(verb, slash === -1 ? resource : resource.slice(0, slash))
    const query = { verb, apiGroup: group, resource: plural, subresource }
    atom = { key, query, namespaced: namespaced ?? !virtual.has(plural), anywhere }
    known.set(key, atom)
  }
  return atom
}

/** Every combination of verbs and resources, each separated by `|`. */
export function atomsOf(verbs: string, resources: string, anywhere = false): Atom[] {
  return resources.split('|').flatMap((resource) => verbs.split('|').map((verb) => atomOf(verb, resource, anywhere)))
}

/** The requests that an atom stands for under a rule: itself, or whatever the rule names where it has a star. */
export function queriesOf({ query }: Atom, rule: PolicyRule): AccessQuery[] {
  const { verb, resource = '', subresource = '' } = query
  if (!verb.endsWith(':*') && resource !== '*' && subresource !== '*') return [query]
  const verbs = verb.endsWith(':*') ? namedIn(rule.verbs, verb.slice(0, -1)) : [verb]
  const resources =
    resource === '*' ? namedIn(rule.resources, '') : subresource === '*' ? namedIn(rule.resources, `${resource}/`) : []
  const apiGroup = resource === '*' ? (rule.apiGroups?.[0] ?? '') : query.apiGroup
  return verbs.flatMap((each) =>
    resources.map((full) => {
      const slash = full.indexOf('/')
      const [name, sub] = slash === -1 ? [full, ''] : [full.slice(0, slash), full.slice(slash + 1)]
      return { ...query, verb: each, apiGroup, resource: name, subresource: sub }
    }),
  )
}

/** What a list names that begins so; a star alone stands for anything, and one behind the beginning for nothing. */
function namedIn(list: readonly string[] | null | undefined, start: string): string[] {
  return (list ?? []).flatMap((each) => {
    if (each === '*') return [`${start}*`]
    return each.startsWith(start) && each !== `${start}*` ? [each] : []
  })
}
