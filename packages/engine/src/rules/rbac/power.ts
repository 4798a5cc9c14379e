import { type Binding, covers, type PolicyRule, resourceNamed, ruleAllows } from '../../access/index.ts'
import { asked, harmless, isPublicUrl } from './telling-requests.ts'
import { isDeadWildcard, matchesResources } from './wildcards.ts'

/**
 * How much a binding gives, from the most to the least: everything; what takes over accounts, nodes or the cluster;
 * writing; reading; what the API server tells everybody; nothing, for there is no rule. `unknown` when its role is not
 * there.
 */
export type PowerLevel = 'everything' | 'takeover' | 'writes' | 'reads' | 'discovery' | 'nothing' | 'unknown'

export interface Power {
  readonly level: PowerLevel
  /** What tells most of it: `get secrets`. */
  readonly example: string
}

/** Says what a binding gives in its scope: rules about what has no namespace, and about URLs, are not reached in one. */
export function powerOf(binding: Binding): Power {
  const { problem, list } = binding
  if (givesEverything(binding)) return { level: 'everything', example: '' }
  if (problem !== undefined) return { level: 'unknown', example: '' }
  const inNamespace = binding.kind === 'RoleBinding'
  const nameless = list.rules.map((rule) => ({ ...rule, resourceNames: [] }))
  const takeover = asked.find(
    ({ request, clusterScoped }) =>
      !(clusterScoped && inNamespace) && nameless.some((rule) => ruleAllows(rule, request)),
  )
  if (takeover) return { level: 'takeover', example: takeover.words }
  return mostOf(list.rules.flatMap((rule) => powersOf(rule, inNamespace)))
}

/** Whether a binding gives everything in its scope; by name where part of a cluster was read without cluster-admin. */
export function givesEverything({ role, problem, list }: Binding): boolean {
  if (problem === undefined) return isEverything(list.rules)
  return role.kind === 'ClusterRole' && role.name === 'cluster-admin'
}

/** Whether rules allow every verb on every resource, as cluster-admin's do. */
export function isEverything(rules: readonly PolicyRule[]): boolean {
  return covers(rules, [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }]).covered
}

const order: readonly PowerLevel[] = ['writes', 'reads', 'discovery']

function mostOf(powers: readonly Power[]): Power {
  for (const level of order) {
    const found = powers.find((power) => power.level === level)
    if (found) return found
  }
  return { level: 'nothing', example: '' }
}

const readVerbs: ReadonlySet<string> = new Set(['get', 'list', 'watch'])

function powersOf(rule: PolicyRule, inNamespace: boolean): Power[] {
  // No request has a verb in capitals, and the comparison is exact.
  const verbs = (rule.verbs ?? []).filter((verb) => !isDeadWildcard('verbs', verb) && verb === verb.toLowerCase())
  const [verb] = verbs
  if (verb === undefined) return []
  const powers: Power[] = []
  const writing = verbs.find((each) => !readVerbs.has(each))
  for (const resource of matchesResources(rule) ? reachedResources(rule, inNamespace) : []) {
    const { apiGroups } = rule
    if (verbs.every((each) => harmless(each, apiGroups ?? [], resource)))
      powers.push(powerTo('discovery', verb, resource))
    else if (writing !== undefined) powers.push(powerTo('writes', writing, resource))
    else powers.push(powerTo('reads', verb, resource))
  }
  if (inNamespace) return powers
  return [
    ...powers,
    ...(rule.nonResourceURLs ?? []).map((url) => powerTo(isPublicUrl(url) ? 'discovery' : 'reads', verb, url)),
  ]
}

function powerTo(level: PowerLevel, verb: string, what: string): Power {
  return { level, example: `${verb === '*' ? 'do anything to' : verb} ${what === '*' ? 'all resources' : what}` }
}

/** Resources of a rule that a request can be about, in a namespace or in the whole cluster. */
export function reachedResources({ apiGroups, resources }: PolicyRule, inNamespace: boolean): string[] {
  const live = (resources ?? []).filter((resource) => !isDeadWildcard('resources', resource))
  return inNamespace ? live.filter((resource) => (apiGroups ?? []).some((group) => isReached(group, resource))) : live
}

/** What is asked about users and signers, which are no objects, is asked of the cluster. */
const virtual: ReadonlySet<string> = new Set(['users', 'groups', 'uids', 'userextras', 'signers'])
const virtualGroups: ReadonlySet<string> = new Set(['', '*', 'authentication.k8s.io', 'certificates.k8s.io'])

/** A namespace itself is reached from within it. */
function isReached(group: string, resource: string): boolean {
  const plural = resource.split('/')[0] ?? ''
  if (plural === 'namespaces') return true
  if (virtual.has(plural) && virtualGroups.has(group)) return false
  return resourceNamed(group === '' || group === '*' ? plural : `${plural}.${group}`).namespaced !== false
}
