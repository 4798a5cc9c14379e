import { type Binding, holdersIn, type PolicyRule } from '../../access/index.ts'
import { pathIn } from '../../cluster/index.ts'
import type { Severity } from '../../findings/index.ts'
import type { Path } from '../../yaml/index.ts'
import { defineRule, type ProposedFix, remove, type Report } from '../rule.ts'
import { bindingsThrough, scopeWords, subjectsWords } from './bindings.ts'
import { isOwnRule } from './kubernetes-own.ts'
import { isEverything, reachedResources } from './power.ts'
import { isAggregate, rulesIn } from './role-rules.ts'
import {
  isDeadWildcard,
  isSignerDomain,
  isWildcard,
  matchesResources,
  matchesUrls,
  type RuleList,
  ruleLists,
} from './wildcards.ts'

/**
 * A rule of a role does not say what it allows.
 *
 * Restricted fields: rules[*].resources, verbs, apiGroups, nonResourceURLs and resourceNames of Role and ClusterRole
 * Allowed values:    names without a star; URLs that end in one. A star that is no wildcard matches nothing and is
 *                    reported for that
 */
export const wildcardRule = defineRule({
  id: 'wildcard-rule',
  title: 'Rule of a role uses a wildcard',
  severity: 'high',
  category: 'rbac',
  visit: 'resource',
  kinds: ['Role', 'ClusterRole'],
  profile: 'default',
  frameworks: { cis: ['5.1.3'], nsa: true },
  fix: 'evidence',
  description:
    "Reported once for every rule with `*` among its verbs, API groups, resources or URLs, or with `*` before a subresource, which is that of any resource. It is as bad as who holds it: low when nobody in what was read does, medium in a namespace, high in the whole cluster; a step more for everything in everything, and a step less where all API groups are an extension's own, only the group is a wildcard, the objects are named, or it is about URLs. Rules that an aggregate takes from other roles are reported where they are written. A star that is no wildcard, such as `pods/*` or a star in resourceNames, matches nothing at all, and is reported as low, for somebody believed otherwise; `kubernetes.io/*` among the names of signers is asked about as it stands. A wildcard in a rule that allows nothing where it is held is not one: nodes belong to no namespace, and no Role gives them. Rules of the roles that Kubernetes makes itself are not reported, those that were added to them are.",
  why: 'A wildcard grants what nobody thought of: bind, escalate and impersonate among the verbs, exec and proxies among the resources, and whatever is installed later.',
  remedy: 'Write the verbs, groups and resources that are really used; the audit log shows which.',
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deploy
  namespace: shop
rules:
  - apiGroups: [apps]
    resources: ['*']
    verbs: ['*']
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: deploy
  namespace: shop
rules:
  - apiGroups: [apps]
    resources: [deployments]
    verbs: [get, patch]
`,
  },
  *check({ resource, cluster }) {
    if (resource.group !== 'rbac.authorization.k8s.io' || isAggregate(resource)) return
    for (const [i, rule] of rulesIn(resource).entries()) {
      if (isOwnRule(resource, rule)) continue
      const lists = ruleLists.filter((list) => isLooked(list, rule, resource.kind))
      const at = pathIn(resource, 'rules', i)
      const wild = allows(rule, resource.kind === 'Role') ? itemsOf(rule, lists, isWildcard)[0] : undefined
      if (wild !== undefined) {
        const bindings = bindingsThrough(resource, cluster)
        const effective = bindings.filter(({ kind }) => allows(rule, kind === 'RoleBinding'))
        yield {
          at: [...at, wild.list, wild.index],
          severity: severityOf(rule, effective),
          message: `${ruleWords(rule, resource.kind)}, held ${holdersWords(effective, bindings)}`,
        }
        continue
      }
      const dead = itemsOf(
        rule,
        lists,
        (list, text) => isDeadWildcard(list, text) && !(list === 'resourceNames' && isSignerDomain(rule, text)),
      )
      if (dead.length > 0) yield deadReport(rule, at, dead)
    }
  },
})

interface Item {
  readonly list: RuleList
  readonly index: number
  readonly text: string
}

function itemsOf(
  rule: PolicyRule,
  lists: readonly RuleList[],
  wanted: (list: RuleList, text: string) => boolean,
): Item[] {
  return lists.flatMap((list) =>
    (rule[list] ?? []).flatMap((text, index) => (wanted(list, text) ? [{ list, index, text }] : [])),
  )
}

/** A list counts only where the rest of the rule lets it match something. URLs are no matter of a Role. */
function isLooked(list: RuleList, rule: PolicyRule, kind: string): boolean {
  const urls = kind === 'ClusterRole' && matchesUrls(rule)
  if (list === 'nonResourceURLs') return urls
  return matchesResources(rule) || (urls && list === 'verbs')
}

/** Whether any request is allowed by a rule, in a namespace or in the whole cluster. */
function allows(rule: PolicyRule, inNamespace: boolean): boolean {
  const isLive = (list: 'verbs' | 'apiGroups') => (rule[list] ?? []).some((text) => !isDeadWildcard(list, text))
  if (!isLive('verbs')) return false
  if (!inNamespace && (rule.nonResourceURLs ?? []).some((url) => !isDeadWildcard('nonResourceURLs', url))) return true
  return isLive('apiGroups') && reachedResources(rule, inNamespace).length > 0
}

type Holding = 'nobody' | 'namespace' | 'cluster'

function holdingOf(bindings: readonly Binding[]): Holding {
  if (bindings.length === 0) return 'nobody'
  return bindings.some(({ kind }) => kind === 'ClusterRoleBinding') ? 'cluster' : 'namespace'
}

const gravity = {
  everything: { nobody: 'low', namespace: 'high', cluster: 'critical' },
  wide: { nobody: 'low', namespace: 'medium', cluster: 'high' },
  narrow: { nobody: 'low', namespace: 'low', cluster: 'medium' },
} as const satisfies Record<string, Record<Holding, Severity>>

function severityOf(rule: PolicyRule, bindings: readonly Binding[]): Severity {
  const breadth = isEverything([rule]) ? 'everything' : isNarrow(rule) ? 'narrow' : 'wide'
  return gravity[breadth][holdingOf(bindings)]
}

function isNarrow(rule: PolicyRule): boolean {
  if (!matchesResources(rule) || (rule.resourceNames?.length ?? 0) > 0) return true
  const groups = rule.apiGroups ?? []
  if (groups.length > 0 && groups.every(isExtension)) return true
  return itemsOf(rule, ['resources', 'verbs'], isWildcard).length === 0
}

const builtInGroups: ReadonlySet<string> = new Set(['*', '', 'apps', 'autoscaling', 'batch', 'extensions', 'policy'])

/** Whether an API group is none of Kubernetes itself, whose extensions keep to names under k8s.io as well. */
function isExtension(group: string): boolean {
  return !builtInGroups.has(group) && !group.endsWith('.k8s.io')
}

function ruleWords(rule: PolicyRule, kind: string): string {
  const verbs = rule.verbs?.includes('*') ? 'any verb' : (rule.verbs ?? []).join(', ')
  if (!matchesResources(rule)) return `${verbs} on ${urlWords(rule)}`
  const resources = rule.resources?.includes('*') ? 'any resource' : (rule.resources ?? []).join(', ')
  const groups = (rule.apiGroups ?? []).map((group) => group || 'the core group')
  const named = rule.resourceNames?.length ? ` named ${rule.resourceNames.join(', ')}` : ''
  const also = kind === 'ClusterRole' && matchesUrls(rule) ? ` and on ${urlWords(rule)}` : ''
  return `${verbs} on ${resources} of ${groups.includes('*') ? 'any API group' : groups.join(', ')}${named}${also}`
}

function urlWords({ nonResourceURLs }: PolicyRule): string {
  const urls = nonResourceURLs ?? []
  return urls.some((url) => isWildcard('nonResourceURLs', url)) ? 'any URL' : urls.join(', ')
}

function holdersWords(bindings: readonly Binding[], all: readonly Binding[]): string {
  const widest = bindings.find(({ kind }) => kind === 'ClusterRoleBinding') ?? bindings[0]
  if (widest === undefined)
    return all.length > 0 ? 'only in namespaces, where it allows nothing' : 'by nobody in what was read'
  return `by ${subjectsWords(holdersIn(widest), widest)} ${scopeWords(widest)}`
}

function deadReport(rule: PolicyRule, at: Path, dead: readonly Item[]): Report {
  const [{ list, index, text } = { list: 'resources', index: 0, text: '' } as const] = dead
  const what = list === 'resourceNames' ? 'only objects of that very name' : 'nothing: a star is no pattern there'
  return {
    at: [...at, list, index],
    severity: 'low',
    message: `${JSON.stringify(text)} in ${list} matches ${what}`,
    why: 'Somebody believes that the rule allows what it does not, and may repair it with a wider one; whoever reviews it believes so too.',
    fix: deadFix(rule, at, dead),
  }
}

/** Items that match nothing can go, unless nothing would stay in their list: the API server refuses such a rule. */
function deadFix(rule: PolicyRule, at: Path, dead: readonly Item[]): ProposedFix {
  const description = 'Write what was meant: the name itself, or `*/` and the name of a subresource'
  if (dead.some(({ list }) => list === 'resourceNames')) return { class: 'value', description }
  const emptied = dead.some(({ list }) => dead.filter((item) => item.list === list).length === rule[list]?.length)
  if (emptied) return { class: 'value', description }
  return {
    class: 'safe',
    description: 'Remove what matches nothing',
    changes: dead.map(({ list, index }) => remove([...at, list, index])),
  }
}
