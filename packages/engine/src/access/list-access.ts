import { compactRules } from './compact.ts'
import { covers, smallestParts } from './covers.ts'
import type { PolicyRule, RbacObjects, User } from './objects.ts'
import { type Rbac } from './bindings.ts'
import { type HeldRule, rulesFor } from './who-can.ts'

/** What somebody may do with one resource, or one URL. */
export interface AccessRow {
  readonly rule: PolicyRule
  /** The rules that it was put together from; none where no object says so. */
  readonly from: readonly HeldRule[]
}

/** What a rule comes from, as far as it is known. */
interface Traced {
  readonly rule: PolicyRule
  readonly from: readonly HeldRule[]
}

const everything: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
]

/**
 * All that a user may do in a namespace, as `kubectl auth can-i --list` has it. Members of system:masters may do everything,
 * which no object says.
 */
export function listAccess(objects: RbacObjects | Rbac, user: User, namespace: string): AccessRow[] {
  const held = rulesFor(objects, user, namespace)
  const rules: Traced[] = held.map((each) => ({ rule: each.rule, from: [each] }))
  const isMaster = user.groups?.includes('system:masters') ?? false
  const missing =
    isMaster &&
    !covers(
      rules.map(({ rule }) => rule),
      everything,
    ).covered
      ? everything
      : []
  return rowsOf([...rules, ...missing.map((rule) => ({ rule, from: [] }))])
}

/** Rules that a server lists, each with those of the rules of bindings that say the same. */
export function explainRules(rules: readonly PolicyRule[], held: readonly HeldRule[]): AccessRow[] {
  const sources = new Map<string, Set<HeldRule>>()
  for (const each of held) {
    for (const part of smallestParts(each.rule)) {
      const key = JSON.stringify(part)
      const known = sources.get(key)
      if (known) known.add(each)
      else sources.set(key, new Set([each]))
    }
  }
  return rowsOf(
    rules.flatMap(smallestParts).map((part) => ({ rule: part, from: [...(sources.get(JSON.stringify(part)) ?? [])] })),
  )
}

/**
 * Rules as kubectl lists them: in their smallest parts, the verbs of one resource and name joined, in the order of their text.
 *
 * Source: kubernetes/kubectl pkg/cmd/auth/cani.go, pkg/util/rbac/rbac.go
 */
function rowsOf(rules: readonly Traced[]): AccessRow[] {
  const parts = rules.flatMap(({ rule, from }) => smallestParts(rule).map((part) => ({ part, from })))
  const urls = parts.filter(({ part }) => part.nonResourceURLs !== undefined)
  const resources = parts.filter(({ part }) => part.nonResourceURLs === undefined)
  const from = Map.groupBy(resources, ({ part }) => targetKey(part))
  const joined = compactRules(resources.map(({ part }) => part)).map((rule) => ({
    rule: { ...rule, verbs: [...new Set(rule.verbs)] },
    from: [...new Set((from.get(targetKey(rule)) ?? []).flatMap((each) => each.from))],
  }))
  return [...joined, ...urls.map((each) => ({ rule: each.part, from: each.from }))]
    .map((row) => ({ row, text: sortText(row.rule) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ row }) => row)
}

function targetKey({ apiGroups, resources, resourceNames }: PolicyRule): string {
  return JSON.stringify([apiGroups, resources, resourceNames ?? []])
}

/** The text of a rule in Go, by which kubectl sorts. */
function sortText({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: PolicyRule): string {
  return [
    `Verbs:${goList(verbs)},APIGroups:${goList(apiGroups)},Resources:${goList(resources)},`,
    `ResourceNames:${goList(resourceNames)},NonResourceURLs:${goList(nonResourceURLs)},`,
  ].join('')
}

/** A list of strings as Go prints it. */
export function goList(list: readonly string[] | null | undefined): string {
  return `[${(list ?? []).join(' ')}]`
}
