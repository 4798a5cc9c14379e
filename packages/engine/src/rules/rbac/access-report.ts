import { accessWithDefaults, type Allowance, type Binding, type RoleObject, type Subject } from '../../access/index.ts'
import { type Cluster, pathIn } from '../../cluster/index.ts'
import { severities, type Severity, severityRank } from '../../findings/index.ts'
import type { ResourceReport } from '../rule.ts'
import { narrowingFix } from './access-fix.ts'
import type { Need } from './access-rule.ts'
import { allowancesText, listText, namesText, roleText, rulesText, subjectsText } from './access-text.ts'
import { scopeWords } from './bindings.ts'

/** A need that a binding or a role meets. */
export interface Match {
  readonly need: Need
  /** Those whom a binding gives it; none for a role that nobody is bound to. */
  readonly subjects: readonly Subject[]
  readonly allowances: readonly Allowance[]
}

/** How bad a rule's findings are. */
export interface Gravity {
  /** In the whole cluster. */
  readonly severity: Severity
  /** Whether it is as bad in one namespace, or held to some objects. */
  readonly anywhere: boolean
}

/** The finding on a binding: who may do what and where, and by which rule. */
export function* reportBinding(
  cluster: Cluster,
  binding: Binding,
  matches: readonly Match[],
  note: string,
  gravity: Gravity,
): Iterable<ResourceReport> {
  const resource = accessWithDefaults(cluster).resourceOf(binding.object)
  if (!resource) return
  const { shown, severity } = gravest(matches, gravity, binding)
  const subjects = [...new Set(shown.flatMap((match) => match.subjects))]
  const through = rulesText(cluster, rulesOf(shown, binding.list.rules), binding)
  const where = binding.kind === 'ClusterRoleBinding' && shown.every(isClusterWide) ? '' : ` ${scopeWords(binding)}`
  yield {
    resource,
    at: pathIn(resource, 'roleRef', 'name'),
    severity,
    message: `${subjectsText(subjects, binding)} may ${mayText(shown)}${where}, by ${through}${note && `; ${note}`}`,
    fix: narrowingFix(cluster, binding.list, matches, binding),
  }
}

/** The finding on a role that nobody is bound to. */
export function* reportRole(
  cluster: Cluster,
  role: RoleObject,
  list: Binding['list'],
  matches: readonly Match[],
  note: string,
  gravity: Gravity,
): Iterable<ResourceReport> {
  const resource = accessWithDefaults(cluster).resourceOf(role)
  const [first] = matches.flatMap(({ allowances }) => allowances)
  if (!resource || !first) return
  const { shown } = gravest(matches, gravity, undefined)
  const index = shown[0]?.allowances[0]?.index ?? first.index
  yield {
    resource,
    at: pathIn(resource, 'rules', index),
    severity: 'low',
    message: `whoever is bound to ${roleText(resource)} may ${mayText(shown)}, and nobody is here${note && `; ${note}`}`,
    fix: narrowingFix(cluster, list, matches, undefined),
  }
}

/** What is only about objects of no namespace needs no word about where it holds. */
function isClusterWide({ need: { ask } }: Match): boolean {
  return ask.clusterOnly === true || ask.namespace !== undefined
}

function rulesOf(matches: readonly Match[], rules: Binding['list']['rules']): Binding['list']['rules'] {
  const indexes = new Set(matches.flatMap(({ allowances }) => allowances.map(({ index }) => index)))
  return [...indexes].sort((a, b) => a - b).map((index) => rules[index] ?? {})
}

function mayText(shown: readonly Match[]): string {
  const allowances = shown.flatMap((match) => match.allowances)
  const names = shown.every(({ need }) => need.ask.names) ? undefined : namesText(allowances)
  const what = listText([...new Set(shown.map(({ need }) => need.may))], 3)
  return `${what} (${allowancesText(allowances)}${names ? `, only ${names}` : ''})`
}

/** The matches that are worst, and how bad they are. */
function gravest(
  matches: readonly Match[],
  gravity: Gravity,
  binding: Binding | undefined,
): { readonly shown: readonly Match[]; readonly severity: Severity } {
  const judged = matches.map((match) => ({ match, severity: severityOf(match, gravity, binding) }))
  const rank = Math.min(...judged.map(({ severity }) => severityRank(severity)))
  return {
    shown: judged.filter(({ severity }) => severityRank(severity) === rank).map(({ match }) => match),
    severity: severities[rank] ?? gravity.severity,
  }
}

/**
 * One step less in one namespace, and one when held to some objects, but no less than low. What everybody holds is
 * critical, and high where the rule thinks little of it.
 */
function severityOf({ need, subjects, allowances }: Match, gravity: Gravity, binding: Binding | undefined): Severity {
  const severity = need.severity ?? gravity.severity
  if (subjects.some(isEverybody)) return severityRank(severity) <= severityRank('medium') ? 'critical' : 'high'
  if (gravity.anywhere) return severity
  const narrow = binding?.namespace && !need.ask.namespace ? 1 : 0
  const named = !need.ask.names && allowances.every(({ names }) => names !== undefined) ? 1 : 0
  return (
    severities[
      Math.min(severityRank(severity) + narrow + named, Math.max(severityRank('low'), severityRank(severity)))
    ] ?? severity
  )
}

const everybody: ReadonlySet<string> = new Set([
  'system:serviceaccounts',
  'system:authenticated',
  'system:unauthenticated',
])

/** Whether every workload, or whoever reaches the API server, is a subject. */
function isEverybody({ kind, name = '' }: Subject): boolean {
  return (kind === 'Group' && everybody.has(name)) || (kind === 'User' && name === 'system:anonymous')
}
