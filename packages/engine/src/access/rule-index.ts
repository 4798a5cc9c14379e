import type { PolicyRule } from './objects.ts'
import { type PreparedRequest, urlCovers } from './rule.ts'

/** The first rules for one verb on one resource of one group: without names, and for each name. */
interface First {
  rule: number
  names: Map<string, number> | undefined
}

type ByVerb = Map<string, First>
type ByResource = Map<string, ByVerb>

/** Rules that say more than this, each part of a list with each of the others, are looked at in turn. */
const most = 4096

const none = Infinity

/**
 * The first of many rules that allows a request, found by what rules say rather than by looking at them in turn. Of rules
 * that say the same only the first is kept, as no later one is ever the first to allow anything.
 */
export class RuleIndex {
  readonly #rules: readonly PolicyRule[]
  readonly #groups = new Map<string, ByResource>()
  readonly #urls = new Map<string, Map<string, number>>()
  readonly #others: number[] = []

  constructor(rules: readonly PolicyRule[]) {
    this.#rules = rules
    for (const [i, rule] of rules.entries()) {
      if (sizeOf(rule) > most) this.#others.push(i)
      else this.#add(rule, i)
    }
  }

  #add({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule, index: number): void {
    for (const group of apiGroups ?? []) {
      const byResource = entry(this.#groups, group, (): ByResource => new Map())
      for (const resource of resources ?? []) {
        const byVerb = entry(byResource, resource, (): ByVerb => new Map())
        for (const verb of verbs ?? [])
          addTo(
            entry(byVerb, verb, () => ({ rule: none, names: undefined })),
            resourceNames ?? [],
            index,
          )
      }
    }
    for (const verb of nonResourceURLs?.length ? (verbs ?? []) : []) {
      const byUrl = entry(this.#urls, verb, () => new Map<string, number>())
      for (const url of nonResourceURLs ?? []) entry(byUrl, url, () => index)
    }
  }

  /** Index of the first rule that allows a request; -1 when there is none. */
  firstFor(request: PreparedRequest): number {
    const { path, verb, apiGroup } = request
    let first =
      path === undefined
        ? Math.min(
            inGroup(this.#groups.get(apiGroup), request),
            apiGroup === '*' ? none : inGroup(this.#groups.get('*'), request),
          )
        : Math.min(ofUrls(this.#urls.get(verb), path), ofUrls(this.#urls.get('*'), path))
    for (const index of this.#others) {
      if (index > first) break
      if (request.isAllowedBy(this.#rules[index] ?? {})) first = index
    }
    return first === none ? -1 : first
  }
}

function sizeOf({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): number {
  const things = (apiGroups?.length ?? 0) * (resources?.length ?? 0) * Math.max(resourceNames?.length ?? 0, 1)
  return (verbs?.length ?? 0) * (things + (nonResourceURLs?.length ?? 0))
}

function addTo(first: First, names: readonly string[], index: number): void {
  // A rule without names comes first for every name.
  if (first.rule !== none) return
  if (names.length === 0) first.rule = index
  for (const name of names) entry((first.names ??= new Map()), name, () => index)
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}

function inGroup(byResource: ByResource | undefined, request: PreparedRequest): number {
  if (byResource === undefined) return none
  const { resource, anyResource } = request
  return Math.min(
    ofVerb(byResource.get(resource), request),
    ofVerb(byResource.get('*'), request),
    anyResource === undefined ? none : ofVerb(byResource.get(anyResource), request),
  )
}

function ofVerb(byVerb: ByVerb | undefined, { verb, name }: PreparedRequest): number {
  if (byVerb === undefined) return none
  return Math.min(ofName(byVerb.get(verb), name), ofName(byVerb.get('*'), name))
}

function ofName(first: First | undefined, name: string): number {
  if (first === undefined) return none
  return Math.min(first.rule, first.names?.get(name) ?? none)
}

function ofUrls(byUrl: ReadonlyMap<string, number> | undefined, path: string): number {
  for (const [url, index] of byUrl ?? []) if (urlCovers(url, path)) return index
  return none
}
