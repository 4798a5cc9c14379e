import { conform } from '../cluster/index.ts'
import type { Given, PolicyRule } from './objects.ts'
import { urlCovers } from './rule.ts'
import { rulesShape } from './shapes.ts'

/** Whether rules hold all that others do, and what they do not. */
export interface Coverage {
  readonly covered: boolean
  /** One group, resource, verb and name, or one URL and verb, each, in the order of the rules that were asked about. */
  readonly uncovered: readonly PolicyRule[]
}

/**
 * Whether whoever holds the owner's rules holds the servant's. Each smallest part must be covered by a single rule of the
 * owner. The API server asks this before it lets somebody write a role or a binding.
 *
 * Source: kubernetes/component-helpers auth/rbac/validation/policy_comparator.go
 */
export function covers(ownerRules: Given<readonly PolicyRule[]>, servantRules: Given<readonly PolicyRule[]>): Coverage {
  const owned = rulesGiven(ownerRules)
  // A rule that both have is not worth taking apart.
  const uncovered = rulesGiven(servantRules)
    .filter((rule) => !owned.includes(rule))
    .flatMap(smallestParts)
    .filter((part) => !owned.some((rule) => ruleCovers(rule, part)))
  return { covered: uncovered.length === 0, uncovered }
}

function rulesGiven(rules: Given<readonly PolicyRule[]>): readonly PolicyRule[] {
  return conform(rules, rulesShape, [], []) ?? []
}

/** A rule as rules with one verb and one resource and at most one name each, or one URL. */
export function smallestParts(rule: PolicyRule): PolicyRule[] {
  const parts: PolicyRule[] = []
  const names = rule.resourceNames ?? []
  for (const group of rule.apiGroups ?? []) {
    for (const resource of rule.resources ?? []) {
      for (const verb of rule.verbs ?? []) {
        const part = { apiGroups: [group], resources: [resource], verbs: [verb] }
        if (names.length === 0) parts.push(part)
        for (const name of names) parts.push({ ...part, resourceNames: [name] })
      }
    }
  }
  for (const url of rule.nonResourceURLs ?? [])
    for (const verb of rule.verbs ?? []) parts.push({ nonResourceURLs: [url], verbs: [verb] })
  return parts
}

function ruleCovers(owner: PolicyRule, part: PolicyRule): boolean {
  return (
    coversAll(owner.verbs, part.verbs) &&
    coversAll(owner.apiGroups, part.apiGroups) &&
    (part.resources ?? []).every((resource) => coversResource(owner.resources ?? [], resource)) &&
    coversNames(owner.resourceNames ?? [], part.resourceNames ?? []) &&
    (part.nonResourceURLs ?? []).every((url) => (owner.nonResourceURLs ?? []).some((held) => coversUrl(held, url)))
  )
}

type List = readonly string[] | null | undefined

function coversAll(held: List, wanted: List): boolean {
  return held?.includes('*') || (wanted ?? []).every((item) => held?.includes(item))
}

function coversResource(held: readonly string[], wanted: string): boolean {
  if (held.includes('*') || held.includes(wanted)) return true
  const slash = wanted.indexOf('/')
  return slash !== -1 && held.includes(`*${wanted.slice(slash)}`)
}

function coversNames(held: readonly string[], wanted: readonly string[]): boolean {
  return held.length === 0 || (wanted.length > 0 && wanted.every((name) => held.includes(name)))
}

/** Unlike for requests, a lone star is a prefix like any other; the answer is the same. */
function coversUrl(held: string, wanted: string): boolean {
  return urlCovers(held, wanted)
}
