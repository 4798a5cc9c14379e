import {
  accessWithDefaults,
  type Ask,
  type Binding,
  holdersOf,
  isBootstrapRole,
  isServed,
  type PolicyRule,
} from '../../access/index.ts'
import { type Cluster, pathIn, type Resource } from '../../cluster/index.ts'
import type { ResourceChange } from '../../fixes/index.ts'
import { type ProposedFix, remove, set } from '../rule.ts'
import type { Match } from './access-report.ts'
import { listText, roleText } from './access-text.ts'

/** What would take from a role all that was asked, and nothing else; in words where no edit does that. */
export function narrowingFix(
  cluster: Cluster,
  list: Binding['list'],
  matches: readonly Match[],
  binding: Binding | undefined,
): ProposedFix {
  const asksPerRule = new Map<PolicyRule, Set<Ask>>()
  for (const { need, allowances } of matches) {
    for (const { index } of allowances) {
      const rule = list.rules[index]
      if (rule) asksPerRule.set(rule, (asksPerRule.get(rule) ?? new Set()).add(need.ask))
    }
  }
  const { resourceOf } = accessWithDefaults(cluster)
  const holders = holdersOf(cluster)
  const places: Place[] = []
  for (const [rule, asks] of asksPerRule) {
    const declared = holders.declared(rule)
    const resource = declared && resourceOf(declared.role)
    if (!declared || !resource || isBootstrapRole(declared.role, declared.kind, [rule])) return ownRoleInstead(binding)
    const named = `rules[${declared.index}] of ${roleText(resource)}`
    places.push({ named, resource, cut: cutFrom(rule, [...asks], resource, declared.index) })
  }
  const whole = listText(
    places.map(({ named }) => named),
    3,
  )
  if (places.some(({ cut }) => cut === undefined)) {
    return {
      description: `Narrow ${whole} to what the audit log shows is used`,
      needs: 'which of its verbs, resources and names are used, to write them in its place',
    }
  }
  return {
    description: `Remove ${listText(
      places.map(({ named, cut }) => (cut?.words ? `${cut.words} from ${named}` : named)),
      3,
    )} unless the audit log shows that it is used`,
    changes: places.flatMap(({ cut }) => cut?.changes ?? []),
    needs: 'evidence that nobody who holds the role uses it',
  }
}

interface Place {
  readonly named: string
  readonly resource: Resource
  readonly cut: Cut | undefined
}

interface Cut {
  /** What goes; empty when all of the rule does. */
  readonly words: string
  readonly changes: readonly ResourceChange[]
}

/** What Kubernetes brings is put right again when an API server starts, and may not be there to be edited. */
function ownRoleInstead(binding: Binding | undefined): ProposedFix {
  const role = binding ? ` in place of ${binding.role.kind} ${binding.role.name}` : ''
  return {
    description: `Bind a role of your own${role}, with what the audit log shows is used`,
    needs: 'which of its rules are used',
  }
}

/** The part of a rule that is about nothing but what was asked, or undefined when that does not end it. */
function cutFrom(rule: PolicyRule, asks: readonly Ask[], resource: Resource, index: number): Cut | undefined {
  const { verbs, resources, nonResourceURLs } = rule
  if (!verbs || !resources || (nonResourceURLs ?? []).length > 0) return undefined
  const wanted = resources.map((each) => verbs.map((verb) => relation(rule, asks, verb, each)))
  if (wanted.flat().includes('mixed')) return undefined
  const asked = (relations: readonly string[]) => relations.every((each) => each === 'asked')
  const at = (...path: (string | number)[]) => pathIn(resource, 'rules', index, ...path)
  if (wanted.every(asked)) return { words: '', changes: [{ ...remove(at()), resource }] }
  const goneResources = indexesWhere(resources, (i) => asked(wanted[i] ?? []))
  const goneVerbs = indexesWhere(verbs, (i) => asked(wanted.map((row) => row[i] ?? '')))
  for (const [key, gone, left] of [
    ['resources', goneResources, wanted.filter((_, i) => !goneResources.includes(i)).flat()],
    ['verbs', goneVerbs, wanted.flatMap((row) => row.filter((_, i) => !goneVerbs.includes(i)))],
  ] as const) {
    if (gone.length === 0 || left.includes('asked')) continue
    const items = rule[key] ?? []
    const changes = [...gone.map((i) => remove(at(key, i))), ...keeping(items, gone, (i) => at(key, i))]
    return {
      words: listText(
        gone.map((i) => items[i] ?? ''),
        4,
      ),
      changes: changes.map((change) => ({ ...change, resource })),
    }
  }
  return undefined
}

/** Says of the last item that stays that it stays, so that the edits of two findings never leave an empty list, which the API server refuses. */
function keeping(items: readonly string[], gone: readonly number[], at: (index: number) => ReturnType<typeof pathIn>) {
  const last = items.findLastIndex((_, i) => !gone.includes(i))
  return last === -1 ? [] : [set(at(last), items[last])]
}

/** Whether a verb on a resource of a rule is what was asked, is something else, or holds both. */
function relation(rule: PolicyRule, asks: readonly Ask[], verb: string, resource: string): 'asked' | 'other' | 'mixed' {
  const isAbout = (ask: Ask) =>
    (verb === '*' || ask.verbs.includes(verb)) &&
    (resource === '*' || ask.resources.some((each) => each === resource || each.replace(/^[^/]*/, '*') === resource))
  const concerned = asks.filter(isAbout)
  if (concerned.length === 0) return 'other'
  if (verb === '*' || resource.startsWith('*')) return 'mixed'
  const [plain = ''] = resource.split('/')
  const exact = (rule.apiGroups ?? []).every(
    (group) =>
      concerned.some((ask) => ask.group === group && hasNamesOf(rule, ask)) || isServed(group, plain) === false,
  )
  return exact ? 'asked' : 'mixed'
}

/** Whether a rule is about no other objects than were asked about. */
function hasNamesOf({ resourceNames }: PolicyRule, { names }: Ask): boolean {
  const own = resourceNames ?? []
  return !names || (own.length > 0 && own.every((name) => names.includes(name)))
}

function indexesWhere(items: readonly string[], test: (index: number) => boolean): number[] {
  return [...items.keys()].filter(test)
}
