import {
  allowancesIn,
  type Allowance,
  type Ask,
  type Binding,
  type HeldByRole,
  type Holders,
  holdersOf,
  type Subject,
  userOfSubject,
} from '../../access/index.ts'
import type { Cluster } from '../../cluster/index.ts'
import type { Severity } from '../../findings/index.ts'
import { defineRule, type ResourceReport, type Rule, type RuleInfo } from '../rule.ts'
import { type Match, reportBinding, reportRole } from './access-report.ts'

/** One way in which a rule's privilege may be held. */
export interface Need {
  readonly ask: Ask
  /** What whoever holds it may do, as words behind `may`. */
  readonly may: string
  /** What must be held besides, by whatever binding, for that to be so. */
  readonly with?: readonly Ask[]
  /** How bad it is in the whole cluster; as bad as the rule says when left out. */
  readonly severity?: Severity
}

/** Something that is held, and where. */
export interface Held {
  /** Undefined for the whole cluster, and for a ClusterRole that nobody is bound to. */
  readonly namespace: string | undefined
  /** Undefined for a role that nobody is bound to. */
  readonly binding: Binding | undefined
  readonly subjects: readonly Subject[]
  readonly allowances: readonly Allowance[]
}

/** A rule about something that roles allow, as it is declared. */
export interface AccessRule extends Omit<RuleInfo, 'category' | 'fix' | 'derived'> {
  readonly needs: readonly Need[]
  /** Whether it is as bad in one namespace, or held to some objects, as it is in the whole cluster. */
  readonly anywhere?: boolean
  /**
   * What has to be said besides of something that is held; undefined when it is not worth a report. A rule that has this
   * is silent about roles that nobody is bound to, unless it says something of them too.
   */
  readonly judge?: (held: Held, cluster: Cluster) => string | undefined
}

/**
 * Defines a rule about something that roles allow, decided as the authorizer does. It reports every binding that gives it
 * to somebody, and every role that would give it and that nobody is bound to; what Kubernetes itself made is left out, and
 * so are bindings that give everything, which another rule is about.
 */
export function defineAccessRule({ needs, anywhere, judge, ...info }: AccessRule): Rule {
  return defineRule({
    ...info,
    description: `${info.description} ${judge ? whatIsLeftOut : `${whatCounts} ${whatIsLeftOut}`}`,
    visit: 'cluster',
    category: 'rbac',
    fix: 'evidence',
    derived: true,
    *check({ cluster }): Iterable<ResourceReport> {
      const holders = holdersOf(cluster)
      if (holders.isEmpty) return
      const gravity = { severity: info.severity, anywhere: anywhere === true }
      for (const [binding, matches] of matchesByBinding(holders, needs)) {
        const held = { ...heldBy(matches), namespace: binding.namespace || undefined, binding }
        const note = judge ? judge(held, cluster) : ''
        if (note !== undefined) yield* reportBinding(cluster, binding, matches, note, gravity)
      }
      for (const [{ role, namespace, list }, matches] of matchesByRole(holders, needs)) {
        const note = judge ? judge({ ...heldBy(matches), namespace, binding: undefined }, cluster) : ''
        if (note !== undefined) yield* reportRole(cluster, role, list, matches, note, gravity)
      }
    },
  })
}

const whatCounts =
  'What is given to everybody, by the groups system:serviceaccounts, system:authenticated or system:unauthenticated, is critical, or high for a rule that is low; a role that gives it and that nobody is bound to is low.'
const whatIsLeftOut =
  'Rights count as the authorizer decides them, after aggregation, and the default roles of Kubernetes are known. Nothing is said of what Kubernetes gives by itself, nor of roles that give everything, which cluster-admin-bound is about.'

function heldBy(matches: readonly Match[]): Pick<Held, 'subjects' | 'allowances'> {
  return {
    subjects: [...new Set(matches.flatMap(({ subjects }) => subjects))],
    allowances: matches.flatMap(({ allowances }) => allowances),
  }
}

function matchesByBinding(holders: Holders, needs: readonly Need[]): Map<Binding, Match[]> {
  const found = new Map<Binding, Match[]>()
  for (const need of needs) {
    for (const { binding, subjects: all, allowances } of holders.bindings(need.ask)) {
      const namespace = binding.namespace || undefined
      const holdsRest = (subject: Subject) =>
        (need.with ?? []).every((ask) => holders.first(userOfSubject(subject, binding), namespace, ask))
      const subjects = need.with ? all.filter(holdsRest) : all
      if (subjects.length > 0) add(found, binding, { need, subjects, allowances })
    }
  }
  return found
}

/** For roles that nobody is bound to, the role itself must give all that is needed. */
function matchesByRole(holders: Holders, needs: readonly Need[]): Map<HeldByRole, Match[]> {
  const roles = new Map<unknown, HeldByRole>()
  const found = new Map<HeldByRole, Match[]>()
  for (const need of needs) {
    for (const held of holders.roles(need.ask)) {
      const { role, namespace, list, allowances } = held
      const givesRest = (need.with ?? []).every(
        (ask) => !(ask.clusterOnly && namespace !== undefined) && allowancesIn(list, ask).length > 0,
      )
      if (!givesRest) continue
      if (!roles.has(role)) roles.set(role, held)
      add(found, roles.get(role) ?? held, { need, subjects: [], allowances })
    }
  }
  return found
}

function add<K>(found: Map<K, Match[]>, key: K, match: Match): void {
  const list = found.get(key)
  if (list) list.push(match)
  else found.set(key, [match])
}
