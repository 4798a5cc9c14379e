import type { AccessQuery } from './objects.ts'
import { isNameless, namesAllowed, ruleAllows } from './rule.ts'
import type { RuleList } from './rule-list.ts'

/** Something that may be allowed: any of the verbs on any of the resources is enough. */
export interface Ask {
  readonly verbs: readonly string[]
  /** Empty for the core group. */
  readonly group: string
  /** With their subresource, as rules name them. */
  readonly resources: readonly string[]
  /** Whether only what is given in the whole cluster counts, as for everything that belongs to no namespace. */
  readonly clusterOnly?: boolean
  /** Whether holding it in any one namespace is as good as everywhere. */
  readonly anyNamespace?: boolean
  /** The one namespace that it is about. */
  readonly namespace?: string
  /** The objects that it is about; every one when left out. */
  readonly names?: readonly string[]
  /** Whether being held to some names is too little. */
  readonly everyName?: boolean
}

/** A rule that allows some of what was asked. */
export interface Allowance {
  /** Index of the rule in the list. */
  readonly index: number
  readonly verbs: readonly string[]
  readonly resources: readonly string[]
  /** The objects that it is held to; undefined when it is held to none. */
  readonly names: readonly string[] | undefined
}

const known = new WeakMap<Ask, WeakMap<RuleList, readonly Allowance[]>>()

/** The rules of a list that allow what is asked, worked out once for each list. Asks are constants. */
export function allowancesIn(list: RuleList, ask: Ask): readonly Allowance[] {
  let lists = known.get(ask)
  if (lists === undefined) known.set(ask, (lists = new WeakMap()))
  let allowances = lists.get(list)
  if (allowances === undefined) lists.set(list, (allowances = workOut(list, ask)))
  return allowances
}

interface Hit {
  readonly index: number
  readonly verb: string
  readonly resource: string
  /** Undefined for whatever object. */
  readonly name: string | undefined
}

function workOut(list: RuleList, ask: Ask): Allowance[] {
  const hits = ask.verbs.flatMap((verb) => ask.resources.flatMap((resource) => hitsFor(list, ask, verb, resource)))
  const perRule = Map.groupBy(hits, ({ index }) => index)
  return [...perRule].map(([index, ofRule]) => {
    const names = ofRule.flatMap(({ name }) => name ?? [])
    return {
      index,
      verbs: [...new Set(ofRule.map(({ verb }) => verb))],
      resources: [...new Set(ofRule.map(({ resource }) => resource))],
      names: names.length < ofRule.length ? undefined : [...new Set(names)],
    }
  })
}

function hitsFor(list: RuleList, { group, names, everyName }: Ask, verb: string, resource: string): Hit[] {
  const [plain = '', subresource] = resource.split('/')
  const query: AccessQuery = { verb, apiGroup: group, resource: plain, subresource }
  return (list.withVerb.get(verb) ?? list.withAnyVerb).flatMap((index): Hit[] => {
    const allowed = namesAllowed(list.rules[index] ?? {}, query)
    if (allowed === undefined || (isNameless(query) && allowed.includes('')))
      return [{ index, verb, resource, name: undefined }]
    if (everyName) return []
    return (names ?? allowed)
      .filter((name) => name !== '' && allowed.includes(name) && isAskedByName(list, query, name))
      .map((name) => ({ index, verb, resource, name }))
  })
}

/**
 * Whether there are requests of this kind that carry a name. A POST that creates has none, but a server-side apply that
 * creates asks for `create` by name after it asked for `patch`; the name of a subresource's object stands in the URL.
 */
function isAskedByName(list: RuleList, query: AccessQuery, name: string): boolean {
  if (query.verb === 'deletecollection') return query.subresource !== undefined
  if (query.subresource !== undefined || query.verb !== 'create') return true
  return list.rules.some((rule) => ruleAllows(rule, { ...query, verb: 'patch', name }))
}
