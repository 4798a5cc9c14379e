import { perCluster } from '../cluster/index.ts'
import { aggregatedRoles, selectorsOf, withFeeders } from './aggregate.ts'
import { type Allowance, allowancesIn, type Ask } from './allowances.ts'
import { accountOfUser, type Binding, type Rbac, userOfServiceAccount } from './bindings.ts'
import {
  accessWithDefaults,
  addedSubjects,
  isBootstrapBinding,
  isBootstrapRole,
  isOfDefaultRole,
} from './bootstrap/index.ts'
import { covers } from './covers.ts'
import type { PolicyRule, RoleObject, Subject, User } from './objects.ts'
import { RuleList } from './rule-list.ts'
import { holdersIn, isSomebody } from './who-can.ts'

/** Something that somebody has by one binding. */
export interface HeldByBinding {
  readonly binding: Binding
  /** Those whom the binding gives it; there is at least one. */
  readonly subjects: readonly Subject[]
  readonly allowances: readonly Allowance[]
}

/** Something that a role would give to whoever is bound to it, and nobody is. */
export interface HeldByRole {
  readonly role: RoleObject
  /** Of a Role; undefined for a ClusterRole. */
  readonly namespace: string | undefined
  readonly list: RuleList
  readonly allowances: readonly Allowance[]
}

/** A rule as it was declared, which for an aggregated role is in another one. */
export interface DeclaredRule {
  readonly role: RoleObject
  readonly kind: 'Role' | 'ClusterRole'
  readonly index: number
}

/** Who is given what, found by what is given. */
export class Holders {
  readonly #rbac: Rbac
  readonly #bindings = new Map<RuleList, Binding[]>()
  readonly #roles = new Map<RuleList, Pick<HeldByRole, 'role' | 'namespace'>>()
  readonly #byResource = new Map<string, RuleList[]>()
  #declared: ReadonlyMap<PolicyRule, DeclaredRule> | undefined

  constructor(rbac: Rbac) {
    this.#rbac = rbac
    const held = new Set<PolicyRule | RoleObject>()
    const feeders = aggregatedRoles([...rbac.clusterRoleRules.keys()])
    for (const binding of rbac.bindings) {
      if (!binding.subjects.some(isSomebody(binding))) continue
      const { list, target } = binding
      for (const rule of list.rules) held.add(rule)
      // A rule that two roles have alike is in the list as one of them has it.
      for (const role of target ? withFeeders(target, feeders) : []) held.add(role)
      if (list.rules.length === 0 || givesEverything(list) || isBootstrapBinding(binding)) continue
      const others = this.#bindings.get(list)
      if (others) others.push(binding)
      else {
        this.#bindings.set(list, [binding])
        this.#index(list)
      }
    }
    const add = (role: RoleObject, namespace: string | undefined) => {
      const rules = role.rules ?? []
      if (rules.length === 0 || held.has(role) || rules.some((rule) => held.has(rule))) return
      if (isBootstrapRole(role, namespace === undefined ? 'ClusterRole' : 'Role')) return
      const list = new RuleList(rules)
      if (givesEverything(list)) return
      this.#roles.set(list, { role, namespace })
      this.#index(list)
    }
    for (const role of rbac.roles) add(role, role.metadata?.namespace ?? '')
    for (const role of rbac.clusterRoleRules.keys()) if (selectorsOf(role).length === 0) add(role, undefined)
  }

  #index(list: RuleList): void {
    for (const resource of new Set(list.rules.flatMap(({ resources }) => resources ?? []))) {
      const others = this.#byResource.get(resource)
      if (others) others.push(list)
      else this.#byResource.set(resource, [list])
    }
  }

  /** Whether nobody is given anything that this knows of. */
  get isEmpty(): boolean {
    return this.#byResource.size === 0
  }

  /**
   * The bindings by which somebody may do what is asked, leaving out those that Kubernetes itself made, those that give
   * everything there is, and members of system:masters, who need none.
   */
  bindings(ask: Ask): HeldByBinding[] {
    return this.#allowing(ask).flatMap(({ list, allowances }) =>
      (this.#bindings.get(list) ?? [])
        .filter(({ kind, namespace }) => kind === 'ClusterRoleBinding' || reaches(ask, namespace))
        .flatMap((binding) => notOwn({ binding, allowances, subjects: holdersIn(binding) }))
        .filter(({ subjects, allowances: left }) => subjects.length > 0 && left.length > 0),
    )
  }

  /** The roles that give what is asked and that no binding gives to anybody, leaving out those that give everything. */
  roles(ask: Ask): HeldByRole[] {
    return this.#allowing(ask).flatMap(({ list, allowances }) => {
      const found = this.#roles.get(list)
      if (!found || (found.namespace !== undefined && !reaches(ask, found.namespace))) return []
      return [{ ...found, list, allowances }]
    })
  }

  #allowing(ask: Ask): { readonly list: RuleList; readonly allowances: readonly Allowance[] }[] {
    const patterns = new Set(ask.resources.flatMap(patternsFor))
    const lists = new Set([...patterns].flatMap((pattern) => this.#byResource.get(pattern) ?? []))
    return [...lists]
      .map((list) => ({ list, allowances: allowancesIn(list, ask) }))
      .filter(({ allowances }) => allowances.length > 0)
  }

  /** The first binding by which a user may do what is asked: in the whole cluster, or in a namespace where one is given. */
  first(user: User, namespace: string | undefined, ask: Ask): HeldByBinding | undefined {
    const scopes = ask.anyNamespace
      ? this.#rbac.scopes
      : this.#rbac.scopesFor(reaches(ask, namespace) ? namespace : undefined)
    for (const { binding, subject } of scopes.flatMap((scope) => scope.listsFor(user).flatMap(({ all }) => all))) {
      const allowances = allowancesIn(binding.list, ask)
      if (allowances.length > 0) return { binding, allowances, subjects: [binding.subjects[subject] ?? {}] }
    }
    return undefined
  }

  /** Where a rule of a binding's list was declared. */
  declared(rule: PolicyRule): DeclaredRule | undefined {
    this.#declared ??= declaredRules(this.#rbac)
    return this.#declared.get(rule)
  }
}

/** The first role counts: default roles that the input does not hold come after those that feed them. */
function declaredRules({ roles, clusterRoleRules }: Rbac): Map<PolicyRule, DeclaredRule> {
  const found = new Map<PolicyRule, DeclaredRule>()
  const add = (role: RoleObject, kind: DeclaredRule['kind']) => {
    for (const [index, rule] of (role.rules ?? []).entries())
      if (!found.has(rule)) found.set(rule, { role, kind, index })
  }
  for (const role of roles) add(role, 'Role')
  for (const role of clusterRoleRules.keys()) add(role, 'ClusterRole')
  return found
}

/** Who is given what in a cluster, the default roles that it names included, indexed once. */
export const holdersOf = perCluster((cluster) => new Holders(accessWithDefaults(cluster).rbac))

/**
 * What a binding gives beyond what every API server gives by it: all of it to subjects that were added, and to the others
 * what was added to its role.
 */
function notOwn(held: HeldByBinding): HeldByBinding[] {
  const { binding, subjects, allowances } = held
  if (!isOfDefaultRole(binding)) return [held]
  const added = new Set(addedSubjects(binding))
  const { target, role, list } = binding
  const isOwn = ({ index }: Allowance) => isBootstrapRole(target ?? {}, role.kind, [list.rules[index] ?? {}])
  return [
    { ...held, subjects: subjects.filter((subject) => added.has(subject)) },
    {
      binding,
      subjects: subjects.filter((subject) => !added.has(subject)),
      allowances: allowances.filter((allowance) => !isOwn(allowance)),
    },
  ]
}

/** Whether what is given in a namespace may be enough for an ask. */
function reaches(ask: Ask, namespace: string | undefined): boolean {
  return !ask.clusterOnly && (ask.namespace === undefined || ask.namespace === namespace)
}

/** The words by which rules mean a resource. */
function patternsFor(resource: string): string[] {
  const slash = resource.indexOf('/')
  return slash === -1 ? ['*', resource] : ['*', resource, `*${resource.slice(slash)}`]
}

const everything: PolicyRule = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] }
const judged = new WeakMap<RuleList, boolean>()

/** Whether rules allow every verb on every resource. */
function givesEverything(list: RuleList): boolean {
  let gives = judged.get(list)
  if (gives === undefined) judged.set(list, (gives = covers(list.rules, [everything]).covered))
  return gives
}

/** The user, with the groups that are certain, whom a subject of a binding stands for; of a group, any member. */
export function userOfSubject({ kind, name = '', namespace }: Subject, binding: Binding): Required<User> {
  if (kind === 'ServiceAccount') return userOfServiceAccount(namespace || binding.namespace, name)
  if (kind === 'Group') return { name: '', groups: name === anybody ? [anybody] : [name, signedIn] }
  const account = accountOfUser(name)
  if (account) return userOfServiceAccount(account.namespace, account.name)
  return { name, groups: name === 'system:anonymous' ? [anybody] : [signedIn] }
}

const anybody = 'system:unauthenticated'
const signedIn = 'system:authenticated'
