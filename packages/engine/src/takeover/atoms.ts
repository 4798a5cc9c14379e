import { type AccessQuery, resourceNamed } from '../access/index.ts'

/** A request to the API, apart from where and about which object. */
export interface Atom {
  /** `create pods/exec`, `patch deployments.apps` */
  readonly key: string
  readonly query: AccessQuery
  readonly namespaced: boolean
}

/** What is asked about only by the API server itself, and belongs to no namespace. */
const virtual: ReadonlySet<string> = new Set([
  'groups',
  'podsecuritypolicies',
  'securitycontextconstraints',
  'signers',
  'uids',
  'userextras',
  'users',
])

const known = new Map<string, Atom>()

/** A request, such as `create` and `pods/exec` or `deployments.apps`. Resources are written in the plural. */
export function atomOf(verb: string, resource: string): Atom {
  const key = `${verb} ${resource}`
  let atom = known.get(key)
  if (atom === undefined) {
    const slash = resource.indexOf('/')
    const subresource = slash === -1 ? '' : resource.slice(slash + 1)
    const { group, resource: plural, namespaced } = resourceNamed(slash === -1 ? resource : resource.slice(0, slash))
    const query = { verb, apiGroup: group, resource: plural, subresource }
    atom = { key, query, namespaced: namespaced ?? !virtual.has(plural) }
    known.set(key, atom)
  }
  return atom
}

/** Every combination of verbs and resources, each separated by `|`. */
export function atomsOf(verbs: string, resources: string): Atom[] {
  return resources.split('|').flatMap((resource) => verbs.split('|').map((verb) => atomOf(verb, resource)))
}
